using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class RootfsModeTests
{
    [TestCase(null, RootfsMode.Auto)]
    [TestCase("auto", RootfsMode.Auto)]
    [TestCase("always", RootfsMode.Always)]
    [TestCase("never", RootfsMode.Never)]
    public void Each_value_has_its_mode(string? value, RootfsMode mode) =>
        Assert.That(Read(config: value, state: null), Is.EqualTo((mode, (string?)null)));

    [Test]
    public void The_state_is_asked_when_the_configuration_is_silent() =>
        Assert.That(Read(config: null, state: "always").Mode, Is.EqualTo(RootfsMode.Always));

    [Test]
    public void The_configuration_counts_first() =>
        Assert.That(Read(config: "never", state: "always").Mode, Is.EqualTo(RootfsMode.Never));

    [Test]
    public void The_host_is_asked_when_both_are_silent() => Assert.Multiple(() =>
    {
        Assert.That(Read(config: null, state: null, RootfsMode.Always).Mode, Is.EqualTo(RootfsMode.Always));
        Assert.That(Read(config: "auto", state: null, RootfsMode.Always).Mode, Is.EqualTo(RootfsMode.Auto));
    });

    [TestCase("Always", "Always")]
    [TestCase("", "")]
    [TestCase("auto\n", "auto\\u000a")]
    public void Another_value_is_shown_with_those_there_are(string value, string shown) => Assert.Multiple(() =>
    {
        var reason = $"the annotation io.oci-idmap-hook.rootfs is \"{shown}\"; set it to auto, always or never";
        Assert.That(Read(config: value, state: null).Reason, Is.EqualTo(reason));
        Assert.That(Containers.Remappable.WithMode(value).Refusal(), Is.EqualTo(reason));
    });

    [Test]
    public void Always_skips_the_question_of_the_owner() =>
        Assert.That(Containers.Remappable.WithMode("always").WithOwner(100_000, 100_000).Plan().RootMountId, Is.EqualTo(65));

    [Test]
    public void Always_leaves_an_idmapped_root_alone() =>
        Assert.That(
            (Containers.Remappable.WithMode("always").WithOwner(100_000, 100_000) with
            {
                Mounts = [Containers.Mount(65, 1, Containers.RootPath, "rw,idmapped")],
            }).NothingToDo(),
            Is.EqualTo("the rootfs /var/lib/demo/rootfs is an idmapped mount already"));

    private static (RootfsMode Mode, string? Reason) Read(
        string? config, string? state, RootfsMode otherwise = RootfsMode.Auto)
    {
        var isMode = RootfsModeAnnotation.TryRead(
            Containers.Remappable.State with { Annotations = Annotations(state) },
            new OciConfig { Annotations = Annotations(config) },
            otherwise,
            out var mode,
            out var reason);
        Assert.That(isMode, Is.EqualTo(reason is null));
        return (mode, reason);
    }

    private static Dictionary<string, string> Annotations(string? mode) =>
        mode is null ? new() { ["other"] = "x" } : new() { [RootfsModeAnnotation.Name] = mode };
}
