using OciIdMapHook.Linux;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Check;

public sealed class KernelJudgementsTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Ptrace_scopes_up_to_2_do_not_concern_root(long scope)
    {
        var kernel = Facts.Kernel with { Settings = Facts.Kernel.Settings with { PtraceScope = scope } };

        Assert.That(PtraceCheck.Evaluate(kernel).State, Is.EqualTo(FindingState.Ok));
    }

    [Test]
    public void Ptrace_scope_3_forbids_ptrace_and_so_user_namespaces_too()
    {
        var kernel = Facts.Kernel with
        {
            UserNamespace = Facts.Failed(Errno.EPERM),
            Ptrace = Facts.Failed(Errno.EPERM),
            Settings = Facts.Kernel.Settings with { PtraceScope = 3 },
        };

        var finding = PtraceCheck.Evaluate(kernel);

        Assert.That(finding.State, Is.EqualTo(FindingState.Problem));
        Assert.That(finding.Id, Is.EqualTo("ptrace-scope"));
        Assert.That(finding.What, Is.EqualTo("kernel.yama.ptrace_scope is 3: nobody may use ptrace"));
        Assert.That(finding.WhatToDo, Does.StartWith("set kernel.yama.ptrace_scope to 2 or less").And.Contain("boot again"));
        Assert.That(
            finding.Why, Does.Contain("runc 1.3.6").And.Contain("mounts of the host").And.EndWith("the container's init serves"));
        Assert.That(UserNamespaceCheck.Evaluate(kernel), Is.Empty, "it is told once");
    }

    [Test]
    public void Ptrace_that_is_refused_otherwise_is_a_problem_of_runtimes_that_pin_their_root()
    {
        var finding = PtraceCheck.Evaluate(Facts.Kernel with { Ptrace = Facts.Failed(Errno.EPERM) });

        Assert.That(finding.State, Is.EqualTo(FindingState.Problem));
        Assert.That(finding.What, Is.EqualTo("no process can be stopped: it was tried: EPERM"));
        Assert.That(finding.Why, Does.Contain("runc 1.3.6").And.Contain("crun"));
    }

    [Test]
    public void A_sandbox_that_forbids_ptrace_is_told_once()
    {
        var kernel = Facts.Kernel with
        {
            UserNamespace = new Probe(Errno.EPERM, new PtraceForbiddenException(Errno.EPERM).Message),
            Ptrace = Facts.Failed(Errno.EPERM),
        };

        Assert.That(PtraceCheck.Evaluate(kernel).State, Is.EqualTo(FindingState.Problem));
        Assert.That(UserNamespaceCheck.Evaluate(kernel), Is.Empty);
    }

    [Test]
    public void Without_a_process_to_try_it_with_a_user_namespace_is_the_proof()
    {
        var kernel = Facts.Kernel with { Ptrace = null };

        Assert.That(PtraceCheck.Evaluate(kernel).State, Is.EqualTo(FindingState.Ok));
        Assert.That(
            PtraceCheck.Evaluate(kernel with { UserNamespace = Facts.Failed(Errno.EPERM) }).State,
            Is.EqualTo(FindingState.Unknown));
    }

    [TestCase(Errno.ENOSYS, "Linux 5.12")]
    [TestCase(Errno.EINVAL, "CONFIG_USER_NS")]
    [TestCase(Errno.ENOSPC, "raise user.max_user_namespaces")]
    [TestCase(Errno.EPERM, "security module or sandbox")]
    public void A_user_namespace_that_cannot_be_made_is_a_problem_with_its_own_way_out(Errno errno, string wayOut)
    {
        var finding = UserNamespaceCheck.Evaluate(Facts.Kernel with { UserNamespace = Facts.Failed(errno) }).Single();

        Assert.That(finding.State, Is.EqualTo(FindingState.Problem));
        Assert.That(finding.What, Is.EqualTo($"no user namespace can be made: it was tried: {errno}"));
        Assert.That(finding.WhatToDo, Does.Contain(wayOut));
    }

    [Test]
    public void Limits_of_0_are_problems()
    {
        var settings = Facts.Kernel.Settings with { MaxUserNamespaces = 0, MaxMountNamespaces = 0 };

        var findings = UserNamespaceCheck.Evaluate(
            Facts.Kernel with { Settings = settings, UserNamespace = Facts.Failed(Errno.ENOSPC) });

        Assert.That(
            string.Join(',', findings.Select(finding => finding.Id)), Is.EqualTo("max-user-namespaces,max-mount-namespaces"));
        Assert.That(findings, Has.All.Property(nameof(Finding.State)).EqualTo(FindingState.Problem));
    }

    [Test]
    public void What_an_ordinary_user_may_not_do_says_nothing_of_the_hook()
    {
        var failed = Facts.Failed(Errno.EPERM);
        var kernel = Facts.Kernel with
        {
            IsPrivileged = false,
            UserNamespace = failed,
            PidFd = failed,
            Ptrace = failed,
            MountCalls = failed,
            OverlayByDescriptor = failed,
        };

        Finding[] findings =
        [
            .. PrivilegeCheck.Evaluate(kernel), .. UserNamespaceCheck.Evaluate(kernel), PidFdCheck.Evaluate(kernel),
            PtraceCheck.Evaluate(kernel),
            MountCallsCheck.Evaluate(kernel), OverlayCheck.Evaluate(kernel),
        ];

        Assert.That(findings, Has.Length.EqualTo(6).And.All.Property(nameof(Finding.State)).EqualTo(FindingState.Unknown));
    }

    [Test]
    public void Restrictions_of_ordinary_users_are_warnings_about_rootless_engines()
    {
        var settings = new KernelSettings { UnprivilegedUserNamespaces = 0, AppArmorRestrictsUserNamespaces = 1 };

        var findings = RestrictedUserNamespaceCheck.Evaluate(Facts.Kernel with { Settings = settings }).ToList();

        Assert.That(
            string.Join(',', findings.Select(finding => finding.Id)),
            Is.EqualTo("unprivileged-userns-clone,apparmor-restrict-unprivileged-userns"));
        Assert.That(findings, Has.All.Property(nameof(Finding.State)).EqualTo(FindingState.Warning));
        Assert.That(RestrictedUserNamespaceCheck.Evaluate(Facts.Kernel), Is.Empty);
    }

    [TestCase("6.1.0-49-amd64", Errno.EINVAL, FindingState.Ok, "Linux 6.1.0-49-amd64 takes no layers by descriptor")]
    [TestCase("5.15.0", Errno.EINVAL, FindingState.Warning, "Linux 5.15.0 makes no overlay of idmapped layers")]
    [TestCase("6.18.1", Errno.ENODEV, FindingState.Warning, "the kernel has no overlay file system")]
    [TestCase("6.18.1", Errno.EPERM, FindingState.Unknown, "no overlay could be made: it was tried: EPERM")]
    public void Overlays_without_descriptors(string release, Errno errno, FindingState state, string what)
    {
        var finding = OverlayCheck.Evaluate(Facts.Kernel with { Release = release, OverlayByDescriptor = Facts.Failed(errno) });

        Assert.That(finding.State, Is.EqualTo(state));
        Assert.That(finding.What, Does.StartWith(what));
    }
}
