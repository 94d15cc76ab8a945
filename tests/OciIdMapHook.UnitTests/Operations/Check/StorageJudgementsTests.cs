using OciIdMapHook.Linux;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Check;

public sealed class StorageJudgementsTests
{
    [Test]
    public void A_folder_that_was_idmapped_can_be()
    {
        var finding = StorageCheck.Evaluate(Facts.Storage with { TriedInstead = "/srv" }, Facts.Kernel, Facts.Configuration);

        Assert.That(finding.State, Is.EqualTo(FindingState.Ok));
        Assert.That(
            finding.What,
            Is.EqualTo("/srv/storage, where Podman keeps containers (not there yet, so /srv was tried), can be idmapped (ext4)"));
    }

    [Test]
    public void A_file_system_that_cannot_is_a_problem()
    {
        var finding = StorageCheck.Evaluate(
            Facts.Storage with { FileSystemType = "nfs", Probe = Facts.Failed(Errno.EINVAL) }, Facts.Kernel, Facts.Configuration);

        Assert.That(finding.State, Is.EqualTo(FindingState.Problem));
        Assert.That(
            finding.What, Is.EqualTo("/srv/storage, where Podman keeps containers, cannot be idmapped: it was tried: EINVAL"));
        Assert.That(finding.WhatToDo, Does.Contain("ext4"));
    }

    [Test]
    public void Without_user_namespaces_nothing_is_said_of_a_file_system()
    {
        var kernel = Facts.Kernel with { UserNamespace = Facts.Failed(Errno.ENOSPC) };

        var finding = StorageCheck.Evaluate(
            Facts.Storage with { Probe = Facts.Failed(Errno.ENOSPC) }, kernel, Facts.Configuration);

        Assert.That(finding.State, Is.EqualTo(FindingState.Unknown));
    }

    [Test]
    public void The_merged_folder_of_an_overlay_is_not_judged_by_itself()
    {
        var overlay = Facts.Storage
            with
        { Users = null, FileSystemType = "overlay", IsMountRoot = true, Probe = Facts.Failed(Errno.EINVAL) };

        Assert.That(
            StorageCheck.Evaluate(overlay, Facts.Kernel, Facts.Configuration).What,
            Does.Contain("is the merged folder of an overlay"));
        Assert.That(
            StorageCheck.Evaluate(overlay with { Users = "Podman" }, Facts.Kernel, Facts.Configuration).State,
            Is.EqualTo(FindingState.Problem),
            "layers that lie on an overlay cannot be idmapped");
    }

    [Test]
    public void A_file_system_that_cannot_is_a_warning_where_the_hook_is_to_skip_it()
    {
        var storage = Facts.Storage with { FileSystemType = "nfs", Probe = Facts.Failed(Errno.EINVAL) };

        var finding = StorageCheck.Evaluate(storage, Facts.Kernel, Facts.Configuration with { SkipsUnsupported = true });

        Assert.That(finding.State, Is.EqualTo(FindingState.Warning));
        Assert.That(
            finding.Why,
            Does.StartWith("containers whose files lie there start as without the hook: unsupportedFileSystem is skip in "));
    }

    [TestCase(Errno.EPERM)]
    [TestCase(Errno.ENOSYS)]
    public void What_has_another_cause_than_the_file_system_is_not_skipped(Errno errno)
    {
        var storage = Facts.Storage with { Probe = Facts.Failed(errno) };

        var finding = StorageCheck.Evaluate(storage, Facts.Kernel, Facts.Configuration with { SkipsUnsupported = true });

        Assert.That(finding.State, Is.EqualTo(FindingState.Problem));
    }
}
