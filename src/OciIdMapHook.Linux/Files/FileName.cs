namespace OciIdMapHook.Linux;

/// <summary>How a file is called in errors: made of its parts only when there is one.</summary>
/// <param name="Folder">The folder it is in; null where <paramref name="Name"/> says it all.</param>
/// <param name="Name">Its name there.</param>
public readonly record struct FileName(string? Folder, string Name)
{
    public static implicit operator FileName(string name) => FromString(name);

    public static FileName FromString(string name) => new(null, name);

    public override string ToString() => Folder is null ? Name : $"{Folder}/{Name}";
}
