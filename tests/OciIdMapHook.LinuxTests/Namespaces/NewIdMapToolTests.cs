using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;

namespace OciIdMapHook.LinuxTests.Namespaces;

/// <summary>As a real user: newuidmap and newgidmap write what the user may not.</summary>
[NonParallelizable]
public sealed class NewIdMapToolTests
{
    private TemporaryUser user = null!;
    private string folder = string.Empty;

    [SetUp]
    public void MakeUser()
    {
        user = new TemporaryUser();
        folder = Directory.CreateTempSubdirectory("helper-").FullName;
    }

    [TearDown]
    public void RemoveUser()
    {
        user.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Subordinate_ids_are_mapped()
    {
        var map = $"0 {user.Id} 1\n1 {user.FirstSubordinate} 1000\n";
        FileDescriptor? made = null;
        user.Do(() => made = UserNamespace.CreateWithHelpers(map, map));

        using (made)
        {
            var expected = new[] { $"0 {user.Id} 1", $"1 {user.FirstSubordinate} 1000" };
            Assert.That(MapOf(made!, "uid_map"), Is.EqualTo(expected));
            Assert.That(MapOf(made!, "gid_map"), Is.EqualTo(expected));
        }
    }

    [Test]
    public void Without_them_the_kernel_refuses() => user.Do(() => Assert.That(
        () => UserNamespace.Create($"0 {user.FirstSubordinate} 1000\n", $"0 {user.FirstSubordinate} 1000\n"),
        Throws.TypeOf<LinuxException>().With.Property(nameof(LinuxException.Errno)).EqualTo(Errno.EPERM)));

    [Test]
    public void Uids_that_are_not_granted_are_told_in_newuidmap_s_words() => user.Do(() => Assert.That(
        () => UserNamespace.CreateWithHelpers("0 7 1000\n", $"0 {user.FirstSubordinate} 1000\n"),
        Throws.TypeOf<LinuxException>().With.Message.Matches(
            "^write to uid_map of the held child: EPERM .*: the hook may not map these ids, /usr/bin/newuidmap does not do it "
            + "either .exit code 1.: \"newuidmap: uid range \\[0-1000\\) -> \\[7-1007\\) not allowed\"; see which ids "
            + "/etc/subuid grants")));

    [Test]
    public void Gids_that_are_not_granted_are_told_in_newgidmap_s_words() => user.Do(() => Assert.That(
        () => UserNamespace.CreateWithHelpers($"0 {user.FirstSubordinate} 1000\n", "0 7 1000\n"),
        Throws.TypeOf<LinuxException>().With.Message.Matches(
            "^write to gid_map .*\"newgidmap: gid range \\[0-1000\\) -> \\[7-1007\\) not allowed\"; see which ids /etc/subgid "
            + "grants")));

    [Test]
    public void They_leave_no_process_and_no_descriptor_behind()
    {
        var map = $"0 {user.FirstSubordinate} 1000\n";
        user.Do(() => UserNamespace.CreateWithHelpers(map, map).Dispose());
        GC.Collect();
        var before = ProcessState.OfThisProcessBefore();

        user.Do(() =>
        {
            for (var i = 0; i < 20; i++)
                UserNamespace.CreateWithHelpers(map, map).Dispose();
        });

        var after = ProcessState.OfThisProcess();
        Assert.That(after.Descriptors, Is.LessThanOrEqualTo(before.Descriptors));
        Assert.That(after.Children, Is.Zero);
    }

    [Test]
    public void A_helper_that_is_missing_is_named_with_its_package()
    {
        Assert.That(NewIdMapTool.Find("newuidmap", [folder], out var fault), Is.Null);
        Assert.That(fault, Is.EqualTo($"and there is no newuidmap in {folder}: install it (package uidmap or shadow-utils)"));
    }

    [TestCase("0755", "1:0")]
    [TestCase("0775", "0:0")]
    [TestCase("0757", "0:0")]
    public void A_helper_that_others_may_have_written_is_not_run(string mode, string owner)
    {
        var helper = $"{folder}/newuidmap";
        File.WriteAllText(helper, "#!/bin/sh\n");
        HostProgram.Read("chown", owner, helper);
        HostProgram.Read("chmod", mode, helper);

        Assert.That(NewIdMapTool.Find("newuidmap", [folder], out var fault), Is.Null);
        Assert.That(
            fault, Is.EqualTo($"and {helper} is not to be trusted: it must be a file of root's that nobody else may write"));
    }

    [Test]
    public void A_program_s_output_and_exit_code_are_its_own()
    {
        var (end, output) = HelperProgram.Run("/bin/sh", ["sh", "-c", "echo out; echo err >&2; cat; env | sort; exit 7"]);

        Assert.That((end.HasExited, end.Status), Is.EqualTo((true, 7)));
        Assert.That(output, Does.Match("^out\nerr\nLC_ALL=C\nPATH=/usr/sbin:/usr/bin:/sbin:/bin\nPWD=[^\n]*\n$"));
    }

    [Test]
    public void A_program_that_is_not_there_is_named() => Assert.That(
        () => HelperProgram.Run("/nowhere/helper", ["helper"]),
        Throws.TypeOf<LinuxException>().With.Message.StartsWith("posix_spawn of /nowhere/helper: ENOENT"));

    private static string[] MapOf(FileDescriptor userNamespace, string name)
    {
        var map = HostProgram.Read(
            "nsenter", $"--user=/proc/{Environment.ProcessId}/fd/{userNamespace.Number}", "cat", $"/proc/self/{name}");
        return [.. map.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
    }
}
