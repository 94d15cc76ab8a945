using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator.Installing;

public sealed class StatusTests
{
    private InstallRoot root = null!;

    [SetUp]
    public async Task InstallAsync()
    {
        root = new InstallRoot();
        (await root.InstallAsync()).Succeeded();
    }

    [TearDown]
    public void Remove() => root.Dispose();

    [Test]
    public async Task Is_whole_after_an_installation()
    {
        var status = (await root.StatusAsync()).Succeeded();

        Assert.That(status.Lines[1], Does.StartWith(InstallRoot.HookPath).And.Contain(" version "));
        Assert.That(status.Lines[2], Does.StartWith(InstallRoot.PackagedFolder).And.Contain(" right"));
        Assert.That(status.Lines[3], Does.StartWith(InstallRoot.PodmansFolder).And.Contain(" right"));
        Assert.That(status.Lines[4], Does.StartWith(Shipped.PodmanDropIn).And.Contain(" right"));
        Assert.That(status.Lines[5], Is.EqualTo("The hook is installed."));
    }

    [Test]
    public async Task Is_a_document_for_programs()
    {
        var status = await Ctl.RunJsonAsync("status", "--root", root.FullPath);

        Assert.That(status.GetProperty("isWhole").GetBoolean(), Is.True);
        Assert.That(status.GetProperty("root").GetString(), Is.EqualTo(root.FullPath));
        Assert.That(
            status.GetProperty("hook").GetProperty("version").GetString(),
            Is.EqualTo(status.GetProperty("toolVersion").GetString()));
        Assert.That(status.GetProperty("files")[0].GetProperty("problem").GetString(), Is.Null);
    }

    [TestCase("rm $HOOK", "it is not there")]
    [TestCase("chmod 0 $HOOK", "its mode is 00 and not 0755")]
    [TestCase("chmod 4757 $HOOK", "its mode is 04757 and not 0755")]
    [TestCase("chown 1 $HOOK", "it belongs to user 1 and not to root")]
    [TestCase("rm $HOOK; ln -s /bin/true $HOOK", "it is no regular file")]
    [TestCase("printf 'not an executable' > $HOOK", "cannot be run: it is no executable of this machine")]
    [TestCase("NOTE", "it is version 0.0.9, and this tool is ")]
    [TestCase("cp /bin/true $HOOK", "is no oci-idmap-hook whose version is known: it has no note of its version")]
    [TestCase("rm $FILE", "it is not there")]
    [TestCase("chmod 600 $FILE", "its mode is 0600 and not 0644")]
    [TestCase("rm $FILE; ln -s /dev/null $FILE", "it is no regular file")]
    [TestCase(": > $FILE", "it is no JSON document: ")]
    [TestCase("sed -i s/createRuntime/precreate/ $FILE", "stages: precreate is unknown")]
    [TestCase("sed -i s/30/31/ $FILE", "it is not the file that this version installs")]
    [TestCase("sed -i s/oci-idmap-hook/other/ $FILE", "it is another project's: it names /usr/libexec/oci/hooks.d/other")]
    [TestCase("rm $PRECREATE", "it is not there")]
    [TestCase("sed -i s/precreate/create/ $PRECREATE", "stages: create is unknown")]
    [TestCase("sed -i s/30/31/ $PRECREATE", "it is not the file that this version installs")]
    [TestCase("rm $CONF", "it is not there")]
    [TestCase("chmod 600 $CONF", "its mode is 0600 and not 0644")]
    [TestCase("echo >> $CONF", "it is not the file that this version installs")]
    [TestCase("echo > $CONF", "it is not this project's")]
    public async Task Tells_what_is_wrong(string change, string problem)
    {
        change = change.Replace("NOTE", InstallRoot.NoteOfVersion("$HOOK", "0.0.9"), StringComparison.Ordinal);
        await HostCommand.ReadAsync(
            "sh", "-c", $"HOOK={root.Hook} FILE={root.Packaged} PRECREATE={root.Precreate} CONF={root.DropIn}; {change}");

        var status = await root.StatusAsync();

        Assert.That(status.ExitCode, Is.EqualTo(3));
        Assert.That(status.StandardOutput, Does.Contain(problem));
        Assert.That(status.Lines[^1], Is.EqualTo("The hook is not installed as it should be; install repairs it."));
    }

    [TestCase("status")]
    [TestCase("check")]
    [TestCase("install", "--hook", "$HOOK")]
    [TestCase("agent", "--once", "--hook", "$HOOK")]
    public async Task No_verb_runs_an_executable_of_another_root(params string[] verb)
    {
        var ran = Path.Combine(root.FullPath, "ran");
        await File.WriteAllTextAsync(root.Hook, $"#!/bin/sh\ntouch {ran}\necho oci-idmap-hook 0.1.0\n");

        await Ctl.RunAsync(
            [.. verb.Select(word => word.Replace("$HOOK", root.Hook, StringComparison.Ordinal)), "--root", root.FullPath]);

        Assert.That(File.Exists(ran), Is.False);
    }

    [Test]
    public async Task A_link_that_leads_out_of_another_root_leads_to_nothing_there()
    {
        await using var outside = WorkFolder.Create();
        File.Copy(root.Hook, Path.Combine(outside.FullPath, "oci-idmap-hook"));
        Directory.Delete(Path.GetDirectoryName(root.Hook)!, recursive: true);
        File.CreateSymbolicLink(Path.GetDirectoryName(root.Hook)!, outside.FullPath);

        Assert.That((await root.StatusAsync()).Lines[1], Does.Contain("it is not there"));
    }

    [Test]
    public async Task Names_every_file_that_names_the_hook()
    {
        InstallRoot.WriteHookFile(root.Administrators, InstallRoot.HookPath);

        Assert.That(
            (await root.StatusAsync()).Succeeded().Lines[5],
            Does.StartWith(InstallRoot.AdministratorFolder).And.Contain(" right"));
    }

    [Test]
    public async Task Is_shown_in_colours_on_a_terminal()
    {
        File.Delete(root.Packaged);
        await using var terminal = new Terminal(columns: 80);

        var screen = await terminal.RunAsync(Ctl.Executable, "status", "--root", root.FullPath);

        Assert.That(screen.ExitCode, Is.EqualTo(3));
        Assert.That(screen.Coloured, Does.Contain("\e[38;5;9m"));
        Assert.That(screen.Lines, Has.All.Length.LessThanOrEqualTo(80));
    }
}
