using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Documents;

/// <summary>What Podman's database says of a container.</summary>
public sealed class PodmanDatabaseTests
{
    private static readonly byte[] Database = File.ReadAllBytes(
        Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "podman-database", "db.sql"));

    private static readonly string Plain = new string('a', 63) + '1';
    private static readonly string Overlay = new string('b', 63) + '2';
    private static readonly string Image = new string('c', 63) + '3';

    [Test]
    public void A_record_longer_than_a_page_is_read() => Assert.That(
        PodmanDocuments.FindContainer(Database, Plain),
        Is.EqualTo(new PodmanContainer
        {
            Id = Plain,
            Rootfs = "/srv/root",
            WorkingDirectory = "/srv",
            MakesWorkingDirectory = true,
            Runtime = "/usr/bin/runc",
        }));

    [Test]
    public void An_overlay_over_a_folder_is_told_from_the_folder() => Assert.That(
        PodmanDocuments.FindContainer(Database, Overlay),
        Is.EqualTo(new PodmanContainer { Id = Overlay, Rootfs = "/srv/other", IsOverlay = true, Runtime = "crun" }));

    [Test]
    public void A_container_of_an_image_has_no_folder() => Assert.That(
        PodmanDocuments.FindContainer(Database, Image)!.Rootfs, Is.Null);

    [Test]
    public void An_unknown_container_is_not_found() => Assert.That(
        PodmanDocuments.FindContainer(Database, new string('d', 64)), Is.Null);

    [Test]
    public void Another_file_is_refused() => Assert.That(
        () => PodmanDocuments.FindContainer(
            "not a database, however long it is: it has no such beginning, and no pages that could be looked at"u8, Plain),
        Throws.TypeOf<DocumentException>().With.Message.EqualTo("no SQLite database"));

    /// <summary>A database may be written to while it is read, and what is found then is no record, or says so.</summary>
    [Test]
    public void Torn_pages_give_the_container_or_none_or_a_sentence()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var torn = (byte[])Database.Clone();
            for (var i = 0; i < 20; i++)
                torn[random.Next(100, torn.Length)] = (byte)random.Next(256);
            var length = random.Next(4) == 0 ? random.Next(101, torn.Length) : torn.Length;
            try
            {
                var found = PodmanDocuments.FindContainer(torn.AsSpan(0, length), Plain);
                Assert.That(found?.Id, Is.Null.Or.EqualTo(Plain));
            }
            catch (DocumentException exception)
            {
                Assert.That(exception.Message, Is.Not.Empty);
            }
        }
    }
}
