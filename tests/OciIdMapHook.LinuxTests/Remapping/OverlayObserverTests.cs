using OciIdMapHook.LinuxTests.Support;
using OciIdMapHook.Planning;

namespace OciIdMapHook.LinuxTests.Remapping;

/// <summary>Where an overlay's layers are looked for.</summary>
[NonParallelizable]
public sealed class OverlayObserverTests
{
    [Test]
    public void Relative_paths_start_from_a_folder_above_the_mount_point() => Run(overlay =>
    {
        MountRelative(overlay, overlay.AddLayer("lower"));

        var found = (OverlayFacts.Found)overlay.Observe();

        Assert.That(found.Lowers.Select(layer => layer.Path), Is.EqualTo([overlay.Place("lower")]));
        Assert.That((found.Upper!.Path, found.WorkFolder!.Path), Is.EqualTo((overlay.Upper, overlay.Work)));
        Assert.That(found.Lowers[0].IsIdmapped, Is.False);
    });

    [Test]
    public void Relative_paths_that_lead_nowhere_are_missing() => Run(overlay =>
    {
        MountRelative(overlay, overlay.AddLayer("lower"));
        Directory.Move(overlay.Place("lower"), overlay.Place("moved"));

        Assert.That(Reason(overlay), Is.EqualTo(
            "its layer lower is a relative path that leads nowhere from any folder above its mount point; mount it with absolute "
            + "paths"));
    });

    [Test]
    public void Relative_paths_that_lead_to_two_places_are_missing() => Run(overlay =>
    {
        MountRelative(overlay, overlay.AddLayer("lower"));
        TestOverlay.Run("mkdir", overlay.Place("../lower"), overlay.Place("../upper"), overlay.Place("../work"));

        Assert.That(Reason(overlay), Does.Match(
            "^its layer lower is a relative path that leads somewhere from .* and from .*; mount it with absolute paths$"));
    });

    [Test]
    public void A_layer_that_was_moved_away_is_missing() => Run(overlay =>
    {
        var lower = overlay.AddLayer("lower");
        overlay.Mount([lower]);
        Directory.Move(lower, overlay.Place("moved"));

        Assert.That(Reason(overlay), Is.EqualTo(
            $"its lower layer {lower} is not there; leave the layers of a mounted overlay where they are"));
    });

    [Test]
    public void A_folder_of_an_overlay_is_not_the_overlay() => Run(overlay =>
    {
        overlay.Mount([overlay.AddLayer("lower")]);
        TestOverlay.Run("mount", "--bind", $"{overlay.Merged}/etc", overlay.Merged);

        Assert.That(Reason(overlay), Is.EqualTo("the rootfs is only its folder /etc; mount an overlay of the rootfs alone"));
    });

    private static string Reason(TestOverlay overlay) => ((OverlayFacts.Missing)overlay.Observe()).Reason;

    private static void MountRelative(TestOverlay overlay, string lower) => TestOverlay.Run(
        "sh",
        "-c",
        "cd \"$0/..\" && LIBMOUNT_FORCE_MOUNT2=always mount -t overlay -o \"lowerdir=${1##*/},upperdir=upper,workdir=work\" "
        + "overlay \"$0\"",
        overlay.Merged,
        lower);

    private static void Run(Action<TestOverlay> test) => OwnThread.Run(() =>
    {
        Linux.Namespaces.EnterThrowAwayMountNamespace();
        var folder = Directory.CreateTempSubdirectory("overlay-").FullName;
        using (var overlay = new TestOverlay($"{folder}/inner"))
            test(overlay);
        Directory.Delete(folder, recursive: true);
    });
}
