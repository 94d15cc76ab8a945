using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Documents;

public sealed class OverlayOptionsTests
{
    [Test]
    public void What_docker_and_containerd_mount_is_read()
    {
        var options = OverlayOptions.Parse(
            "rw,lowerdir=/s/3/fs:/s/2/fs:/s/1/fs,upperdir=/s/4/fs,workdir=/s/4/work,index=off,volatile");

        Assert.Multiple(() =>
        {
            Assert.That(options.LowerLayers, Is.EqualTo(["/s/3/fs", "/s/2/fs", "/s/1/fs"]));
            Assert.That(options.UpperLayer, Is.EqualTo("/s/4/fs"));
            Assert.That(options.WorkFolder, Is.EqualTo("/s/4/work"));
            Assert.That(options.IsReadOnly, Is.False);
            Assert.That(options.Others.Select(option => $"{option}"), Is.EqualTo(["index=off", "volatile"]));
            Assert.That(options.DataLayers, Is.Empty);
        });
    }

    [Test]
    public void A_read_only_overlay_has_no_upper_layer()
    {
        var options = OverlayOptions.Parse("ro,lowerdir=/a:/b");

        Assert.That(options.UpperLayer, Is.Null);
        Assert.That(options.WorkFolder, Is.Null);
        Assert.That(options.IsReadOnly, Is.True);
    }

    [Test]
    public void Layers_that_were_added_one_by_one_have_no_escapes_of_the_mounter_s()
    {
        var options = OverlayOptions.Parse(@"rw,lowerdir+=/a:b,lowerdir+=/c\134:d\054e\040f,datadir+=/g,metacopy=on");

        Assert.That(options.LowerLayers, Is.EqualTo(["/a:b", @"/c\:d,e f"]));
        Assert.That(options.DataLayers, Is.EqualTo(["/g"]));
        Assert.That(options.Others, Is.EqualTo([new OverlayOption("metacopy", "on")]));
    }

    [Test]
    public void Escapes_of_the_mounter_and_of_the_kernel_are_undone_in_their_order()
    {
        var options = OverlayOptions.Parse(
            @"rw,lowerdir=/a\134:b:/c\134\054d:/e\134\134f\040g,upperdir=/u\134\054p,workdir=/w\075k");

        Assert.That(options.LowerLayers, Is.EqualTo(["/a:b", "/c,d", @"/e\f g"]));
        Assert.That(options.UpperLayer, Is.EqualTo("/u,p"));
        Assert.That(options.WorkFolder, Is.EqualTo("/w=k"));
    }

    [Test]
    public void Layers_after_a_double_colon_hold_data_only()
    {
        var options = OverlayOptions.Parse("ro,lowerdir=/a:/b::/c::/d,verity=require,redirect_dir=on");

        Assert.That(options.LowerLayers, Is.EqualTo(["/a", "/b"]));
        Assert.That(options.DataLayers, Is.EqualTo(["/c", "/d"]));
    }

    [Test]
    public void Security_labels_with_commas_are_one_option() => Assert.That(
        OverlayOptions.Parse("""rw,seclabel,context="system_u:object_r:container_file_t:s0:c1,c2",lowerdir=/a""").Others,
        Is.EqualTo(
        [
            new OverlayOption("seclabel"), new OverlayOption("context", "system_u:object_r:container_file_t:s0:c1,c2"),
        ]));

    [Test]
    public void Relative_paths_stay_as_they_are() => Assert.That(
        OverlayOptions.Parse("rw,lowerdir=l/A:l/B,upperdir=id/diff,workdir=id/work").Paths,
        Is.EqualTo(["l/A", "l/B", "id/diff", "id/work"]));

    [TestCase("rw,upperdir=/u,workdir=/w", "name no lower layer")]
    [TestCase("rw,lowerdir=/a,upperdir=/u", "name an upper layer but no work folder")]
    [TestCase("rw,lowerdir=/a:", "name a layer without a path")]
    [TestCase("rw,lowerdir", "name a layer without a path")]
    public void Options_of_no_overlay_are_refused(string text, string fault) => Assert.That(
        () => OverlayOptions.Parse(text),
        Throws.TypeOf<DocumentException>().With.Message.EqualTo($"the overlay's options {fault}: {text}"));
}
