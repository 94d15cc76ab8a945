using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Semantics;

/// <summary>The ids in a POSIX ACL go through the map as owners do.</summary>
public sealed class AccessControlListsTests : SemanticsScenario
{
    private static readonly string[] Tools = ["/usr/bin/getfacl", "/usr/bin/setfacl"];

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Those_of_the_disk_name_and_admit_the_container_s_ids(RuntimeUnderTest runtime)
    {
        var container = await PreparedAsync(
            "echo seen >file; chmod 600 file; setfacl -m u:33:r--,g:35:rw- file; mkdir folder; setfacl -d -m u:36:rwx folder",
            Tools);

        var lines = await ReadAsync(
            runtime, container, "cd /files; getfacl -cn file folder; su -s /bin/sh www -c 'cat /files/file'");

        Assert.That(lines, Is.SupersetOf(["user:33:r--", "group:35:rw-", "default:user:36:rwx", "seen"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Those_set_inside_name_the_same_ids_on_disk(RuntimeUnderTest runtime)
    {
        var container = await PreparedAsync("true", Tools);

        await ReadAsync(runtime, container, "cd /files; echo x >made; setfacl -m u:33:r--,g:35:rw- made");

        var onDisk = (await OnHostAsync($"getfacl -cnp {OnDisk(container, "made")}")).Split('\n');
        Assert.That(onDisk, Is.SupersetOf(["user:33:r--", "group:35:rw-"]));
    }
}
