using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Documents;

public sealed class RealDocumentsTests
{
    [TestCase("runc-1.1.5", "c1", "creating", "1.0.2-dev", null)]
    [TestCase("runc-1.3.6", "c3", "creating", "1.2.1", null)]
    [TestCase("crun-1.8.1", "c2", "created", "1.0", "rootfs")]
    [TestCase("crun-1.28", "c4", "created", "1.0", "rootfs")]
    public void State_of_a_plain_bundle_is_read(string runtime, string id, string status, string version, string? root)
    {
        var state = new Fixture(runtime).State;

        Assert.Multiple(() =>
        {
            Assert.That(state.Id, Is.EqualTo(id));
            Assert.That(state.Status, Is.EqualTo(status));
            Assert.That(state.OciVersion, Is.EqualTo(version));
            Assert.That(state.Pid, Is.GreaterThan(1));
            Assert.That(state.Bundle, Is.EqualTo("/var/lib/demo/bundle"));
            Assert.That(state.Root, Is.EqualTo(root));
            Assert.That(state.Annotations!["org.example.note"], Is.EqualTo("tab\t é"));
        });
    }

    [TestCase("podman-4.3.1", "/var/lib/demo/podroot")]
    [TestCase("podman-5.8.6", "/var/tmp/intermediate-mountpoint-0.0")]
    public void State_from_Podman_names_the_rootfs_as_mounted(string runtime, string root)
    {
        var state = new Fixture(runtime).State;

        Assert.Multiple(() =>
        {
            Assert.That(state.Root, Is.EqualTo(root));
            Assert.That(state.Bundle, Does.StartWith("/var/lib/demo/").And.EndsWith("/userdata"));
            Assert.That(state.Annotations!["io.oci-idmap-hook.rootfs"], Is.EqualTo("auto"));
        });
    }

    [TestCaseSource(typeof(Fixture), nameof(Fixture.Runtimes))]
    public void Configuration_gives_root_namespaces_and_mappings(string runtime)
    {
        var config = new Fixture(runtime).Config;

        Assert.Multiple(() =>
        {
            Assert.That(config.Root!.Path, Is.EqualTo("rootfs").Or.EqualTo(new Fixture(runtime).State.Root));
            Assert.That(config.Linux!.Namespaces.Select(n => n.Type), Does.Contain("user").And.Contain("mount"));
            Assert.That(config.Linux.UidMappings, Is.EqualTo([new OciIdMapping { HostId = 100_000, Size = 65_536 }]));
            Assert.That(config.Linux.GidMappings, Is.EqualTo(config.Linux.UidMappings));
            Assert.That(config.Mounts.Select(m => m.Destination), Does.Contain("/proc").And.Contain("/dev"));
            Assert.That(config.Annotations!["io.oci-idmap-hook.rootfs"], Is.EqualTo("auto"));
        });
    }

    [TestCaseSource(typeof(Fixture), nameof(Fixture.Runtimes))]
    public void The_init_has_the_configured_maps(string runtime)
    {
        var fixture = new Fixture(runtime);

        Assert.Multiple(() =>
        {
            Assert.That(fixture.UidMap, Is.EqualTo([new IdRange(0, 100_000, 65_536)]));
            Assert.That(fixture.GidMap, Is.EqualTo([new IdRange(0, 100_000, 65_536)]));
        });
    }

    [TestCase("runc-1.1.5", new int[0])]
    [TestCase("runc-1.3.6", new[] { 8 })]
    [TestCase("crun-1.8.1", new[] { 3, 4 })]
    [TestCase("crun-1.28", new[] { 3, 6 })]
    [TestCase("podman-4.3.1", new[] { 12 })]
    [TestCase("podman-5.8.6", new[] { 12 })]
    public void Descriptors_on_the_rootfs_are_on_a_mount_of_the_table(string runtime, int[] numbers)
    {
        const int Path = 0x200000;
        var fixture = new Fixture(runtime);
        var mounts = fixture.Mounts.Select(mount => mount.Id);

        Assert.Multiple(() =>
        {
            Assert.That(fixture.RootDescriptors.Keys, Is.EquivalentTo(numbers));
            Assert.That(fixture.RootDescriptors.Values.Select(fd => fd.MountId).Distinct(), Is.SubsetOf(mounts));
            Assert.That(fixture.RootDescriptors.Values, Has.All.Matches<FdInfo>(fd => (fd.Flags & Path) != 0));
        });
    }
}
