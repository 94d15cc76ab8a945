using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.LinuxTests.Remapping;

/// <summary>What cannot be recomposed is refused with its cause, and nothing is left of the attempt.</summary>
[NonParallelizable]
public sealed class OverlayRefusalTests
{
    [Test]
    public void Index_on_lets_no_second_overlay_use_an_upper_layer() => Refuses(
        overlay => overlay.Mount([overlay.AddLayer("lower")], ",index=on"),
        "fsconfig(FSCONFIG_CMD_CREATE) of overlay: EBUSY (Device or resource busy): the old overlay of the same upper layer has "
            + "index=on, which lets no second one be made; mount it with index=off");

    [Test]
    public void A_layer_whose_file_system_cannot_be_idmapped_is_named() => Refuses(
        overlay =>
        {
            Directory.CreateDirectory(overlay.Place("ramfs"));
            TestOverlay.Run("mount", "-t", "ramfs", "ramfs", overlay.Place("ramfs"));
            overlay.Mount([overlay.AddLayer("ramfs/lower"), overlay.AddLayer("other")]);
        },
        "ramfs/lower on ramfs: EINVAL (Invalid argument): no Linux known to this hook supports idmapped mounts of ramfs; keep "
        + "these files on one");

    [Test]
    public void A_layer_that_is_an_overlay_is_named() => Refuses(
        overlay =>
        {
            Directory.CreateDirectory(overlay.Place("inner"));
            var (one, two) = (overlay.AddLayer("one"), overlay.AddLayer("two"));
            Linux.Mounts.Mount("overlay", "inner", overlay.Place("inner"), isReadOnly: true, $"lowerdir={one}:{two}");
            overlay.Mount([overlay.Place("inner")]);
        },
        "inner on overlay: EINVAL (Invalid argument): the merged mount of an overlay cannot be idmapped; keep these files on "
        + "one");

    [Test]
    public void Layers_that_are_others_than_when_the_rootfs_was_mounted_are_noticed() => Refuses(
        overlay =>
        {
            var lower = overlay.AddLayer("lower");
            overlay.Mount([lower]);
            Directory.Move(lower, overlay.Place("moved"));
            overlay.AddLayer("lower");
            File.WriteAllText($"{lower}/another", "x");
        },
        "\"another\" is in it or in the rootfs but not in both: its layers are not where they were when the rootfs was mounted; "
            + "mount the rootfs again");

    [Test]
    public void A_layer_that_is_another_folder_than_was_looked_at_is_noticed() => Refuses(
        overlay => overlay.Mount([overlay.AddLayer("lower")]),
        "it is another folder, or on another mount, than a moment ago: somebody else changes the layers of this rootfs",
        overlay =>
        {
            Directory.Move(overlay.Place("lower"), overlay.Place("moved"));
            overlay.AddLayer("lower");
        });

    [Test]
    public void An_overlay_that_came_up_read_only_is_not_taken() => Refuses(
        overlay => overlay.Mount([overlay.AddLayer("lower")]),
        "EROFS (Read-only file system): it came up read-only, which the container would take for its rootfs's own; the kernel's "
            + "log says why (dmesg, \"overlayfs:\")",
        maker: new ReadOnlyMaker());

    [Test]
    public void A_root_that_the_map_has_no_id_for_can_make_no_work_folder() => Refuses(
        overlay => overlay.Mount([overlay.AddLayer("lower")]),
        "EOVERFLOW (Value too large for defined data type): the container's root has no id on that file system",
        rootId: 5);

    [Test]
    public void An_upper_layer_on_another_mount_than_its_work_folder_is_noticed() => Refuses(
        overlay => overlay.Mount([overlay.AddLayer("lower")]),
        "EXDEV (Invalid cross-device link): it is on another mount than the overlay's work folder by now",
        overlay => TestOverlay.Run("mount", "--bind", overlay.Upper, overlay.Upper),
        change: plan => plan with { Upper = WithoutUniqueId(plan.Upper!), WorkFolder = WithoutUniqueId(plan.WorkFolder!) });

    [TestCase("upper")]
    [TestCase("lower")]
    public void A_layer_on_another_mount_than_it_was_found_on_is_noticed(string layer) => Refuses(
        overlay => overlay.Mount([overlay.AddLayer("lower")]),
        $"layer {Path.GetTempPath()}",
        overlay => TestOverlay.Run("mount", "--bind", overlay.Place(layer), overlay.Place(layer)),
        reasonToo: "it is another folder, or on another mount, than a moment ago: somebody else changes the layers of this "
        + "rootfs");

    [Test]
    public void An_option_the_kernel_does_not_know_is_refused_in_its_own_words() => Refuses(
        overlay => overlay.Mount([overlay.AddLayer("lower")]),
        "EINVAL (Invalid argument): the kernel says \"e overlay: Unknown parameter 'no-such-option'\"",
        change: plan => plan with { Options = [new("no-such-option", "x")] });

    [Test]
    public void A_layer_within_another_one_is_named_as_the_cause() => Refuses(
        overlay => overlay.Mount([overlay.AddLayer("lower")]),
        "a layer lies within another one",
        change: plan => plan with { Lowers = [.. plan.Lowers, .. plan.Lowers] });

    [Test]
    public void Ids_that_no_thread_can_have_are_refused() => OwnThread.Run(() => Assert.That(
        () => FileSystemIds.Set(uint.MaxValue, uint.MaxValue),
        Throws.TypeOf<LinuxException>().With.Message.Match(
            "setfsuid and setfsgid to .*: EPERM .*: CAP_SETUID and CAP_SETGID are needed")));

    /// <summary>As before Linux 6.8.</summary>
    private static LayerUse WithoutUniqueId(LayerUse use) => use with { Layer = use.Layer with { UniqueMountId = null } };

    private static void Refuses(
        Action<TestOverlay> mount,
        string reason,
        Action<TestOverlay>? meanwhile = null,
        IOverlayMaker? maker = null,
        uint rootId = 100_000,
        Func<ReplacementRoot.Overlay, ReplacementRoot.Overlay>? change = null,
        string reasonToo = "") => OwnThread.Run(() =>
        {
            Linux.Namespaces.EnterThrowAwayMountNamespace();
            using var overlay = new TestOverlay();
            mount(overlay);
            var plan = overlay.Plan();
            meanwhile?.Invoke(overlay);
            var before = ProcessState.OfThisProcessBefore();

            Assert.That(
                () => overlay.Compose(maker ?? new OverlayFallback(), change?.Invoke(plan) ?? plan, rootId),
                Throws.InstanceOf<LinuxException>().With.Message.Contain(reason).And.Message.Contain(reasonToo));

            Assert.That(ProcessState.OfThisProcess(), Is.EqualTo(before));
            Assert.That(Directory.GetFileSystemEntries(overlay.Work).Select(Path.GetFileName), Is.SubsetOf(["work", "index"]));
        });

    /// <summary>As an overlay that cannot make its work folder.</summary>
    private sealed class ReadOnlyMaker : IOverlayMaker
    {
        public FileDescriptor Make(OverlayRecipe recipe) => new LayersByDescriptor().Make(recipe with { IsReadOnly = true });
    }
}
