using FsCheck;
using FsCheck.Fluent;
using FsCheck.NUnit;
using OciIdMapHook.Documents;
using Property = FsCheck.NUnit.PropertyAttribute;

namespace OciIdMapHook.UnitTests.Properties;

/// <summary>Layers with odd names, read back from what the kernel would show of them.</summary>
[Properties(Arbitrary = [typeof(OverlayOptionsPropertyTests)], MaxTest = 1000)]
public sealed class OverlayOptionsPropertyTests
{
    public sealed record Layers(
        IReadOnlyList<string> Lowers, IReadOnlyList<string> Data, string Upper, string Work, bool OneByOne);

    public static Arbitrary<Layers> AnyLayers()
    {
        var path = Gen
            .Elements(":", ",", "\\", " ", "=", "\"", "\t", "\n", "::", "\\:", "a", "é", "/", "..", "lowerdir", "\\054")
            .NonEmptyListOf().Select(parts => "/" + string.Concat(parts));
        return (
            from lowers in path.NonEmptyListOf()
            from data in path.ListOf()
            from upper in path
            from work in path
            from oneByOne in Gen.Elements(true, false)
            select new Layers([.. lowers], [.. data], upper, work, oneByOne)).ToArbitrary();
    }

    [Property]
    public bool What_the_kernel_shows_is_read_back(Layers layers)
    {
        var options = OverlayOptions.Parse(string.Join(',', [
            "rw",
            .. layers.OneByOne ? OneByOne(layers) : [$"lowerdir={Shown(List(layers))}"],
            $"upperdir={Shown(Given(layers.Upper))}",
            $"workdir={Shown(Given(layers.Work))}",
            "volatile",
        ]));

        return options.LowerLayers.SequenceEqual(layers.Lowers) && options.DataLayers.SequenceEqual(layers.Data)
            && options.UpperLayer == layers.Upper && options.WorkFolder == layers.Work
            && options.Others.SequenceEqual([new OverlayOption("volatile")]);
    }

    private static IEnumerable<string> OneByOne(Layers layers) =>
        [.. layers.Lowers.Select(path => $"lowerdir+={Shown(path)}"), .. layers.Data.Select(path => $"datadir+={Shown(path)}")];

    private static string List(Layers layers) =>
        string.Join(':', layers.Lowers.Select(Given)) + string.Concat(layers.Data.Select(path => "::" + Given(path)));

    /// <summary>As a mounter escapes a path.</summary>
    private static string Given(string path) => path
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(":", "\\:", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal);

    /// <summary>As seq_show_option escapes a value.</summary>
    private static string Shown(string value) => string.Concat(value.Select(character =>
        character is ',' or '=' or ' ' or '\t' or '\n' or '\\'
            ? $"\\{Convert.ToString(character, 8).PadLeft(3, '0')}"
            : $"{character}"));
}
