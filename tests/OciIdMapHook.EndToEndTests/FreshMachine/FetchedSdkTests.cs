using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.FreshMachine;

/// <summary>A machine without the .NET SDK, for which apt has none: its vendor's install script brings it into a cache.</summary>
public sealed class FetchedSdkTests : Scenario
{
    private const string Use =
        ". packaging/dotnet.sh && { use_dotnet || fetch_dotnet; } && command -v dotnet && echo \"$DOTNET_ROOT\"";

    private string Cache => Path.Combine(Folder.FullPath, "cache");

    private string Kept => Path.Combine(Cache, $"dotnet-{VendorServer.Version}");

    [Test]
    public async Task Is_the_newest_of_the_channel_and_on_PATH()
    {
        using var vendor = await VendorServer.StartAsync(Folder);

        var outcome = await RunAsync(vendor, Use);

        Assert.That(outcome.Succeeded().Lines, Is.EqualTo([Path.Combine(Kept, "dotnet"), Kept]));
        Assert.That(Directory.GetFileSystemEntries(Cache), Is.EqualTo([Kept]), "Nothing of the fetching is left");
    }

    [Test]
    public async Task Is_fetched_once()
    {
        using var vendor = await VendorServer.StartAsync(Folder);
        (await RunAsync(vendor, Use)).Succeeded();
        vendor.Files.Clear();

        var outcome = await RunAsync(vendor, Use);

        Assert.That(outcome.Succeeded().Lines[0], Is.EqualTo(Path.Combine(Kept, "dotnet")));
    }

    [Test]
    public async Task Is_not_one_that_global_json_does_not_allow()
    {
        using var vendor = await VendorServer.StartAsync(Folder);
        new ProgramFolder(Folder.Folder("cache", "dotnet-11.0.100")).Replace("dotnet", "exit 145");

        var outcome = await RunAsync(vendor, Use);

        Assert.That(outcome.Succeeded().Lines[0], Is.EqualTo(Path.Combine(Kept, "dotnet")));
    }

    [Test]
    public async Task Is_what_install_sh_brings_where_apt_has_none()
    {
        using var vendor = await VendorServer.StartAsync(Folder);
        var programs = await ProgramsAsync();
        programs.Replace("apt-get", "exit 0");
        programs.Replace("apt-cache", "exit 100");

        var outcome = await RunAsync(vendor, "tests/environment/install.sh --demo", programs);

        outcome.Succeeded();
        Assert.That(Path.Combine(Kept, "dotnet"), Does.Exist);
        Assert.That(outcome.StandardError, Does.Contain($"Fetching the .NET SDK 10.0 into {Cache}"));
    }

    [Test]
    public async Task Is_not_fetched_by_the_build_which_says_who_does()
    {
        using var vendor = await VendorServer.StartAsync(Folder);

        var outcome = await RunAsync(vendor, "packaging/build.sh oci-idmap-hook");

        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        Assert.That(outcome.StandardError, Is.EqualTo(
            "The .NET SDK 10.0 is missing: tests/environment/install.sh --demo installs it, with all else that the build needs."
            + "\n"));
    }

    [Test]
    public async Task Is_refused_without_a_network()
    {
        var vendor = await VendorServer.StartAsync(Folder);
        vendor.Dispose();

        await RefusesAsync(vendor, $"{vendor.Address}/feed/release-metadata/10.0/releases.json cannot be fetched (curl: (7) ",
            "name a mirror in OCI_IDMAP_DOTNET_INSTALLER and OCI_IDMAP_DOTNET_FEED");
    }

    [Test]
    public async Task Is_refused_where_the_install_script_is_not_to_be_had()
    {
        using var vendor = await VendorServer.StartAsync(Folder);
        vendor.Files.Remove("/v1/dotnet-install.sh");

        await RefusesAsync(vendor, $"{vendor.Address}/v1/dotnet-install.sh cannot be fetched (curl: (22) ");
    }

    [Test]
    public async Task Is_refused_with_another_checksum_than_published()
    {
        using var vendor = await VendorServer.StartAsync(Folder);
        vendor.PublishHash(new string('a', 128));

        await RefusesAsync(
            vendor, $"the archive of version {VendorServer.Version} has another SHA-512 than its vendor published");
    }

    [Test]
    public async Task Is_refused_when_its_archive_was_changed()
    {
        using var vendor = await VendorServer.StartAsync(Folder);
        vendor.ChangeArchive();

        await RefusesAsync(vendor, "another SHA-512 than its vendor published, so it was thrown away");
    }

    [Test]
    public async Task Is_refused_when_half_of_it_came()
    {
        using var vendor = await VendorServer.StartAsync(Folder);
        vendor.CutsArchive = true;

        await RefusesAsync(vendor, "curl: (18)", $"its install script failed on version {VendorServer.Version}, as said above");
    }

    [Test]
    public async Task Is_refused_when_the_install_script_keeps_no_archive()
    {
        using var vendor = await VendorServer.StartAsync(Folder);
        vendor.ReplaceInstallScript("exit 0");

        await RefusesAsync(vendor, "another SHA-512 than its vendor published");
    }

    [TestCase("<html>Log in to this network first</html>")]
    [TestCase("{ \"latest-sdk\": \"10.0.987\", \"releases\": [] }")]
    public async Task Is_refused_when_the_feed_is_not_the_vendor_s(string releases)
    {
        using var vendor = await VendorServer.StartAsync(Folder);
        vendor.ReplaceReleases(releases);

        await RefusesAsync(vendor, $"the list of releases at {vendor.Address}/feed names no SDK for linux-x64 with a SHA-512");
    }

    [Test]
    public async Task Is_refused_when_it_does_not_run()
    {
        using var vendor = await VendorServer.StartAsync(Folder, "echo no loader for it >&2; exit 1");

        await RefusesAsync(vendor, $"version {VendorServer.Version} came whole but does not run here (no loader for it)");
    }

    [Test]
    public async Task Is_refused_when_global_json_does_not_allow_it()
    {
        const string Dotnet = $"[ \"$1\" = --list-sdks ] && echo '{VendorServer.Version} [/sdk]'";
        using var vendor = await VendorServer.StartAsync(Folder, Dotnet);

        await RefusesAsync(vendor, $"version {VendorServer.Version} came whole but does not run here");
    }

    [Test]
    public async Task Is_refused_without_room_for_it()
    {
        using var vendor = await VendorServer.StartAsync(Folder);
        Folder.Folder("cache");

        var outcome = await RunAsync(
            vendor, $"unshare --mount sh -c 'mount -t tmpfs -o size=1m tmpfs {Cache} && exec bash -c \"$0\"' '{Use}'");

        Refuses(outcome, $"{Cache} has less than 2048 MiB free. Make room, or name another folder in OCI_IDMAP_DOTNET_CACHE.");
    }

    [Test]
    public async Task Is_refused_where_its_cache_cannot_be_written()
    {
        using var vendor = await VendorServer.StartAsync(Folder);
        await File.WriteAllTextAsync(Cache, "");

        Refuses(await RunAsync(vendor, Use), $"{Cache} cannot be written.");
    }

    private static void Refuses(CommandOutcome outcome, params string[] sentences)
    {
        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        Assert.That(outcome.StandardError, Does.Contain(
            "The .NET SDK 10.0 is missing here, apt does not offer it, and it could not be had from its vendor: "));
        foreach (var sentence in sentences)
            Assert.That(outcome.StandardError, Does.Contain(sentence));
    }

    private async Task RefusesAsync(VendorServer vendor, params string[] sentences)
    {
        Refuses(await RunAsync(vendor, Use), sentences);
        Assert.That(Directory.GetFileSystemEntries(Cache), Is.Empty, "What was not proved is not kept");
    }

    private async Task<CommandOutcome> RunAsync(VendorServer vendor, string script, ProgramFolder? programs = null) =>
        await (programs ?? await ProgramsAsync()).RunAsync(
            $"cd '{Repository.Root}' && {script}",
            [.. vendor.Environment, $"OCI_IDMAP_DOTNET_CACHE={Cache}", "http_proxy=", "no_proxy=*"]);

    /// <summary>What this machine would have without an SDK.</summary>
    private async Task<ProgramFolder> ProgramsAsync()
    {
        var programs = await ProgramFolder.MakeAsync(Folder, "curl", "jq");
        programs.Remove("dotnet");
        return programs;
    }
}
