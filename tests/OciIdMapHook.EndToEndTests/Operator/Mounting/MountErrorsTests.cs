using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Operator.Mounting;

/// <summary>
/// What <c>oci-idmapctl mount</c> and <c>umount</c> refuse: one sentence each, and nothing is mounted or unmounted.
/// </summary>
public sealed class MountErrorsTests : Scenario
{
    private const int Failed = 1;
    private const int BadUsage = 2;
    private const string Good = "--map 0:100000:65536";

    private static readonly string TooMany = string.Join(',', Enumerable.Range(0, 341).Select(id => $"{id}:{2000 + (id * 2)}:1"));

    private static IEnumerable<TestCaseData> Cases() =>
    [
        Case(Failed, $"mount missing target {Good}", "missing is not there; name the folder or file"),
        Case(Failed, $"mount source missing {Good}", "missing is not there; make it first: mkdir for a folder, touch for a file"),
        Case(Failed, $"mount source file {Good}", "file is none: a folder can be mounted on a folder only; make one (mkdir)"),
        Case(
            Failed, $"mount file target {Good}", "file is none: a file can be mounted on a file only; make an empty one (touch)"),
        Case(Failed, $"mount source source/below {Good}", "lies inside", "under two owners; take a folder outside of it"),
        Case(Failed, $"mount mapped target {Good}", "which is idmapped already, and the kernel maps no mount twice"),
        Case(
            Failed, $"mount /proc target {Good}", "on proc: EINVAL",
            "no Linux known to this hook supports idmapped mounts of proc"),
        Case(Failed, $"mount merged target {Good}", "on overlay: EINVAL", "the merged mount of an overlay cannot be idmapped"),
        Case(
            Failed, $"mount source target {Good} --recursive", "supports idmapped mounts of proc; keep",
            "/source/proc on a file system that"),
        Case(
            Failed, "mount source target --userns /proc/self/ns/mnt",
            "/proc/self/ns/mnt is no user namespace; name /proc/PID/ns/user"),
        Case(Failed, "mount source target --userns file", "file is no user namespace"),
        Case(Failed, "mount source target --userns /proc/self/ns/user", "is the user namespace of this tool itself"),
        Case(Failed, "mount source target --userns /proc/4194305/ns/user", "is not there: the process has ended"),
        Case(
            Failed, "mount source target --userns unmapped",
            "the user namespace unmapped has no maps; write its uid_map and gid_map first"),
        Case(BadUsage, "mount source target", "a map is missing: give --map 0:100000:65536 or the like, or --userns PATH"),
        Case(
            BadUsage, "mount source target --uid-map 0:1:1",
            "--gid-map is missing: without it every group would be nobody (65534)"),
        Case(
            BadUsage, "mount source target --gid-map 0:1:1",
            "--uid-map is missing: without it every user would be nobody (65534)"),
        Case(BadUsage, $"mount source target {Good} --userns /proc/1/ns/user", "--userns has maps of its own"),
        Case(
            BadUsage, "mount source target --map 0:100000",
            "--map: \"0:100000\" in the uid and gid map is not container:host:size"),
        Case(BadUsage, "mount source target --map a:b:c", "\"a:b:c\" in the uid and gid map is not container:host:size"),
        Case(BadUsage, "mount source target --map ''", "--map: the uid and gid map is empty"),
        Case(BadUsage, "mount source target --map 0:1:0", "0:1:0 (container id:host id:size) has size 0"),
        Case(BadUsage, "mount source target --map -1:1:1", "-1:1:1 (container id:host id:size) has a negative number"),
        Case(BadUsage, "mount source target --map 0:4294967295:1", "goes past 4294967294, the last id there is"),
        Case(BadUsage, "mount source target --map 0:100:10,9:300:10", "0:100:10 and 9:300:10", "overlap in their container ids"),
        Case(BadUsage, "mount source target --map 0:100:10,10:109:10", "overlap in their host ids"),
        Case(BadUsage, $"mount source target --map {TooMany}", "has 341 ranges; the kernel takes at most 340"),
        Case(Failed, "umount missing", "missing is not there; name the place it is mounted on"),
        Case(Failed, "umount target", "target is not unmounted: nothing is mounted on it"),
        Case(Failed, "umount merged", "what is mounted there (overlay) is not idmapped; umount(8) unmounts any mount"),
        Case(Failed, "umount mapped", "EBUSY", "a process uses something in it (fuser -vm shows which)", "or take --detach"),
    ];

    [TestCaseSource(nameof(Cases))]
    public async Task It_says_why_and_changes_no_mount(int exitCode, string command, string[] texts)
    {
        var outcome = await PrivateHost.RunAsync(Folder, $"""
            mkdir -p source/below source/proc target mapped merged upper work; touch file unmapped
            mount -t proc proc source/proc
            mount -t overlay overlay -o lowerdir=source,upperdir=upper,workdir=work merged
            $ctl mount source mapped {Good} >/dev/null
            unshare --user sleep 60 & keeper=$!
            until [ "$(readlink /proc/$keeper/ns/user)" != "$(readlink /proc/self/ns/user)" ]; do sleep 0.01; done
            mount --bind /proc/$keeper/ns/user unmapped
            kill $keeper
            exec 9<mapped
            cat /proc/self/mountinfo >before
            code=0
            $ctl {command} || code=$?
            cat /proc/self/mountinfo | cmp - before >&2
            exit $code
            """);

        Assert.That(outcome.ExitCode, Is.EqualTo(exitCode), outcome.ToString());
        Assert.That(outcome.StandardOutput, Is.Empty);
        Assert.That(outcome.StandardError, Does.StartWith("oci-idmapctl: "));
        Assert.That(
            outcome.StandardError.TrimEnd('\n'), Does.Not.Contain("\n"), "One line, and no difference between the mount tables");
        foreach (var text in texts)
            Assert.That(outcome.StandardError, Does.Contain(text));
    }

    private static TestCaseData Case(int exitCode, string command, params string[] texts) =>
        new TestCaseData(exitCode, command, texts).SetArgDisplayNames(command.Length > 80 ? command[..80] : command);
}
