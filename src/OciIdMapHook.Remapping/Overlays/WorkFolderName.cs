namespace OciIdMapHook.Remapping;

/// <summary>What the work folder of a container's overlay is called.</summary>
internal static class WorkFolderName
{
    internal const string Prefix = "oci-idmap-hook-";

    private const int MaxIdLength = 64; // as engines make them
    private const ulong FirstHash = 14695981039346656037; // FNV-1a, 64 bits
    private const ulong HashPrime = 1099511628211;

    /// <param name="containerId">Any text: an id is checked by runtimes only.</param>
    /// <param name="number">From 0: the next one is for where an overlay uses the folder of that name.</param>
    /// <returns>The id as far as it can stand in a file name, and a hash that tells it from others that look alike
    /// then.</returns>
    internal static string Of(string containerId, int number)
    {
        var hash = FirstHash;
        foreach (var character in containerId)
            hash = (hash ^ character) * HashPrime;

        var shown = containerId.Length <= MaxIdLength ? containerId : containerId[..MaxIdLength];
        var name = string.Concat(Prefix, string.Create(shown.Length, shown, WriteSafely), "-", Hexadecimal(hash));
        return number == 0 ? name : string.Concat(name, ".", number.ToString(provider: null));
    }

    private static void WriteSafely(Span<char> name, string id)
    {
        for (var i = 0; i < name.Length; i++)
            name[i] = char.IsAsciiLetterOrDigit(id[i]) || id[i] is '-' or '_' or '.' ? id[i] : '_';
    }

    private static string Hexadecimal(ulong hash) => string.Create(16, hash, (digits, rest) =>
    {
        for (var i = digits.Length - 1; i >= 0; i--, rest >>= 4)
            digits[i] = "0123456789abcdef"[(int)(rest & 0xF)];
    });
}
