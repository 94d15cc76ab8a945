using OciIdMapHook.Linux;

namespace OciIdMapHook.LinuxTests.Layouts;

public sealed class ConstantTests
{
    private static readonly object[] Compilers =
        [.. NativeDeclaration.Machines.Select(one => (object[])[one.Compiler, one.Machine])];

    [TestCaseSource(nameof(Compilers))]
    public void Every_constant_has_the_headers_value(string compiler, Type machine)
    {
        var constants = NativeDeclaration.ConstantsIn(typeof(Native), machine).ToList();

        Assert.That(constants.Select(one => one.Name), Does.Contain("MOUNT_ATTR_IDMAP").And.Contain("O_DIRECTORY"));
        Assert.That(CProgram.Of(constants).Compile(compiler), Is.Empty);
    }

    [Test]
    public void Values_that_depend_on_the_machine_are_this_machines()
    {
        var values = NativeDeclaration.OfThisMachine().ToList();

        Assert.That(values.Select(one => one.Name), Does.Contain("O_DIRECTORY"));
        Assert.That(CProgram.Of(values).Compile("gcc"), Is.Empty);
    }

    [TestCaseSource(nameof(Compilers))]
    public void Every_errno_has_the_kernels_number(string compiler, Type machine)
    {
        var program = new CProgram();
        foreach (var errno in Enum.GetValues<Errno>().Where(errno => errno != Errno.None))
            program.Assert(errno.ToString(), (int)errno);

        Assert.That(program.Compile(compiler), Is.Empty);
    }

    [Test]
    public void What_is_left_out_is_unknown_to_one_of_the_headers()
    {
        var declarations = NativeDeclaration.Machines
            .Select(one => (one.Compiler, All: NativeDeclaration.In(typeof(Native), one.Machine).ToList()))
            .ToList();
        var unknown = declarations
            .SelectMany(one => CProgram.UnknownOf(one.All, one.Compiler))
            .ToHashSet();

        var oldest = NativeDeclaration.Machines.Min(one => CProgram.KernelOf(one.Compiler))!;

        Assert.That(unknown, Is.SubsetOf(UnknownToHeaders.Names.Select(one => one.Name)));
        Assert.That(UnknownToHeaders.NeedlessFor(oldest, unknown), Is.Empty, $"take off the list what headers of {oldest} know");
    }

    [TestCase("6.1.0", ExpectedResult = "SYS_statmount MAXSYMLINKS")]
    [TestCase("6.7.12", ExpectedResult = "SYS_statmount MAXSYMLINKS")]
    [TestCase("6.8.0", ExpectedResult = "MAXSYMLINKS")]
    [TestCase("6.12.94", ExpectedResult = "MAXSYMLINKS")]
    public string What_headers_know_before_the_kernel_has_it_is_noticed(string headers) => string.Join(' ',
        UnknownToHeaders.NeedlessFor(
            Version.Parse(headers),
            UnknownToHeaders.Names.Select(one => one.Name).Except(["SYS_statmount", "MAXSYMLINKS"]).ToHashSet()));

    [TestCaseSource(nameof(Compilers))]
    public void Headers_say_which_kernel_they_are_of(string compiler, Type machine)
    {
        var kernel = CProgram.KernelOf(compiler);

        Assert.That(kernel, Is.GreaterThan(new Version(5, 6)), $"linux/openat2.h came with it, for {machine.Name} too");
        var same = $"LINUX_VERSION_CODE == KERNEL_VERSION({kernel.Major}, {kernel.Minor}, {kernel.Build})";
        Assert.That(new CProgram().Assert(same, 1).Compile(compiler), Is.Empty);
    }

    [Test]
    public void What_is_left_out_is_proved_by_the_kernel()
    {
        foreach (var (name, _, proof) in UnknownToHeaders.Names)
            Assert.That(proof.GetMethods().Any(method => method.IsDefined(typeof(TestAttribute), inherit: false)), Is.True, name);
    }

    [Test]
    public void A_wrong_value_and_a_name_that_C_does_not_have_are_noticed()
    {
        var complaints = CProgram.Of(NativeDeclaration.ConstantsIn(typeof(Wrong), typeof(Native.X64))).Compile("gcc");

        Assert.That(
            complaints,
            Does.Contain("AT_EMPTY_PATH is not 4097").And.Match("AT_NO_PATH.* undeclared").And.Not.Contain("AT_RECURSIVE"));
    }

    private static class Wrong
    {
        internal const int AT_EMPTY_PATH = Native.AT_EMPTY_PATH + 1;
        internal const int AT_NO_PATH = 1;
        internal const int AT_RECURSIVE = Native.AT_RECURSIVE;
    }
}
