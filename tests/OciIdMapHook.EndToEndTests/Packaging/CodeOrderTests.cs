using System.Globalization;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>
/// What packaging/code-order/record.sh recorded is what the executable is built by: its code that a usual run needs lies
/// together. Where these fail the hook is as right as before, and slower; record again.
/// </summary>
public sealed class CodeOrderTests
{
    private static readonly string Executable = Path.Combine(
        Repository.Root, "artifacts", "publish", "oci-idmap-hook", "oci-idmap-hook");

    private static readonly string Recorded =
        Path.Combine(Repository.Root, "src", "OciIdMapHook.Hook", "Startup", "CodeOrder", "managed.txt");

    private ILookup<string, long> symbols = null!;
    private Dictionary<string, (long Start, long Size)> sections = [];

    [OneTimeSetUp]
    public async Task ReadTheExecutable()
    {
        symbols = (await HostCommand.ReadAsync("nm", $"{Executable}.dbg")).Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length == 3)
            .ToLookup(fields => fields[2], fields => Hexadecimal(fields[0]));

        // [ 7] .text.hot         PROGBITS        0000000000401140 001140 032538 00  AX  0   0 64
        sections = (await HostCommand.ReadAsync("readelf", "--sections", "--wide", Executable)).Split('\n')
            .Select(
                line =>
                    line[(line.IndexOf(']', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields is [_, "PROGBITS", ..])
            .ToDictionary(fields => fields[0], fields => (Hexadecimal(fields[2]), Hexadecimal(fields[4])));
    }

    [Test]
    public void Nine_of_ten_recorded_methods_are_in_the_executable()
    {
        var recorded = File.ReadAllLines(Recorded);

        Assert.That(recorded.Count(symbols.Contains), Is.GreaterThan(recorded.Length * 9 / 10).And.GreaterThan(500));
    }

    [Test]
    public void They_are_the_first_third_of_the_managed_code()
    {
        var (start, size) = sections["__managedcode"];
        var places = File.ReadAllLines(Recorded).SelectMany(name => symbols[name]).Where(at => at >= start && at < start + size);

        Assert.That(places.Max() - start, Is.LessThan(size / 3));
    }

    [TestCase("_start", TestName = "The_C_librarys_start_is_among_the_hot_code")]
    [TestCase("malloc", TestName = "What_the_runtime_takes_from_the_C_library_is_among_the_hot_code")]
    [TestCase("RhpNewFast", TestName = "The_runtime_is_among_the_hot_code")]
    [TestCase("_ZN3WKS6GCHeap10InitializeEv", TestName = "The_garbage_collectors_start_is_among_the_hot_code")]
    public void Native_code_lies_together(string function)
    {
        var (start, size) = sections[".text.hot"];

        Assert.That(symbols[function].Single(), Is.InRange(start, start + size));
    }

    [Test]
    public void The_hot_native_code_is_a_third_of_all_at_most() =>
        Assert.That(sections[".text.hot"].Size, Is.LessThan((sections[".text.hot"].Size + sections[".text"].Size) / 3));

    private static long Hexadecimal(string number) => long.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
