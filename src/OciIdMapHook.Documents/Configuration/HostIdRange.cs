namespace OciIdMapHook.Documents;

/// <summary>Ids of the host.</summary>
/// <param name="First">The lowest.</param>
/// <param name="Size">How many; at least one, and none of them is 4294967295, which is no id.</param>
public readonly record struct HostIdRange(uint First, uint Size)
{
    /// <summary>The highest.</summary>
    public uint Last => First + (Size - 1);

    /// <returns><c>100000-165535</c>.</returns>
    public override string ToString() => $"{First}-{Last}";

    internal static HostIdRange Read(ref DocumentReader json)
    {
        long? first = null, size = null;
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is("first"u8))
                first = json.Int64();
            else if (json.Is("size"u8))
                size = json.Int64();
            else
                throw json.UnknownMember("first", "size");
        }

        json.Require(("first", first is not null), ("size", size is not null));
        return first < 0 || size < 1 || first + size > uint.MaxValue
            ? throw json.Fault(
                $"is no range of ids: first must be 0 or more, size 1 or more, and the last id {uint.MaxValue - 1} at most")
            : new HostIdRange((uint)first!, (uint)size!);
    }
}
