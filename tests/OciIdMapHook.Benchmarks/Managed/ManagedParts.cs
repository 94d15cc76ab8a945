using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using OciIdMapHook.Benchmarks.Scenarios;
using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Benchmarks.Managed;

/// <summary>What the hook does between its system calls, on what runc 1.3.6 handed to one.</summary>
public class ManagedParts
{
    private readonly byte[] state = Read("state.json");
    private readonly byte[] config = Read("config.json");
    private readonly byte[] mountInfo = Read("mountinfo");
    private readonly byte[] longMountInfo = LongMountInfo();
    private ContainerFacts facts = null!; // by SetUp

    [GlobalSetup]
    public void SetUp()
    {
        facts = RuncContainer.Facts(ReadState(), ReadConfig(), MountInfo.Parse(mountInfo), IdMapText.Parse(Read("uid_map")));
        if (Plan() is not Decision.Remap)
            throw new InvalidOperationException("The container of the fixture should be remapped");
    }

    [Benchmark]
    public OciState ReadState() => OciDocuments.ParseState(state, "standard input");

    [Benchmark]
    public OciConfig ReadConfig() => OciDocuments.ParseConfig(config, "config.json");

    [Benchmark]
    public IReadOnlyList<MountEntry> ReadMountTableOf1000Lines() => MountInfo.Parse(longMountInfo);

    [Benchmark]
    public Decision Plan() => Planner.Decide(facts);

    [Benchmark]
#pragma warning disable CA1822 // BenchmarkDotNet calls methods of an instance.
    public void MakeDescriptor() => DescriptorRounds.Make();
#pragma warning restore CA1822

    private static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));

    private static byte[] LongMountInfo() => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(100, 1000).Select(id =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{id} 99 0:{id} / /run/containers/{id} rw,nosuid,relatime shared:{id} - tmpfs tmpfs rw,size=65536k,mode=755\n"))));
}
