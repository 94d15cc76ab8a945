namespace OciIdMapHook.Hook.Auditing;

/// <summary>What a run is about.</summary>
internal enum Step
{
    Read,
    Observe,
    Decide,
    Act,
}
