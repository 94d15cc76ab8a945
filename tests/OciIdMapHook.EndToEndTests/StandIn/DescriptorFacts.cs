using System.Globalization;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>What a descriptor of the init names, and how it is open: its flags include close-on-exec.</summary>
internal sealed record DescriptorFacts(long Mount, long Device, long Inode, string Flags)
{
    public static DescriptorFacts Parse(string text)
    {
        var fields = text.Split(' ');
        return new DescriptorFacts(Number(fields[0]), Number(fields[1]), Number(fields[2]), fields[3]);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
