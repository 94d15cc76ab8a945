namespace OciIdMapHook.Remapping;

/// <summary>A folder that an overlay is made of cannot be found. The message is a clause that says which one.</summary>
public sealed class LayerMissingException : Exception
{
    internal LayerMissingException(string reason)
        : base(reason)
    {
    }
}
