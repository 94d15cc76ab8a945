using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using OciIdMapHook.EndToEndTests.Observations;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>A test with volumes of a runtime that mounts them without the maps that config.json has for them.</summary>
public abstract class VolumeScenario : StandInScenario
{
    private const string Ids = "0:100000:65536";

    /// <summary>A folder of the host's root, with a file in it and a folder to mount on.</summary>
    private protected string Source(string name = "source")
    {
        var source = Folder.Folder(name);
        Directory.CreateDirectory(Path.Combine(source, "nested"));
        File.WriteAllText(Path.Combine(source, "file"), "of the host");
        return source;
    }

    /// <summary>The folder that <see cref="Source"/> makes.</summary>
    private protected JsonObject Bind(string destination, params IEnumerable<string> options) =>
        StandInBundle.Bind(Source(), destination, options);

    /// <summary>The configuration says so; the stand-in mounts what --submount says.</summary>
    private protected StandInRun With(params JsonObject[] mounts)
    {
        Bundle.WriteConfigWithMounts(mounts, Ids);
        return Run;
    }

    /// <summary>The same for a container whose rootfs is to stay as it is.</summary>
    private protected StandInRun WithVolumesAlone(params JsonObject[] mounts) =>
        With(mounts).With("--annotation", "io.oci-idmap-hook.rootfs=never");

    /// <summary>
    /// The container has the mounts that it has without the hook, and of those below its root these are idmapped.
    /// </summary>
    private protected static async Task<StandInFacts> HasIdmappedAsync(StandInRun run, params string[] places)
    {
        var without = (await run.WithoutHook().RunAsync()).ThatRan();
        var with = (await run.RunAsync()).ThatRan();

        Assert.That(with.Mounts.Comparable, Is.EqualTo(without.Mounts.Comparable), with.ToString());
        Assert.That(
            with.Mounts.Mounts.Where(mount => mount.IsIdMapped && mount.MountPoint != "/").Select(mount => mount.MountPoint),
            Is.EquivalentTo(places),
            with.ToString());
        return with;
    }

    /// <summary>The mount on top at a place.</summary>
    private protected static MountLine Top(StandInFacts facts, string place)
    {
        ImmutableArray<MountLine> there = [.. facts.Mounts.Mounts.Where(mount => mount.MountPoint == place)];
        return there.Single(mount => there.All(other => other.ParentId != mount.Id));
    }

    private protected static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
