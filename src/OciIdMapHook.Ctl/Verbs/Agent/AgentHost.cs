using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OciIdMapHook.Installation;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary>The generic host that the agent lives in.</summary>
internal static class AgentHost
{
    private const string Prefix = "OCI_IDMAPCTL_";
    private const string Category = "agent";

    private static readonly TimeSpan TimeToEnd = TimeSpan.FromMilliseconds(800);

    internal static HostApplicationBuilder CreateBuilder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddEnvironmentVariables(Prefix);
        builder.Logging.AddConsole();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeToEnd);
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 })
            AddSystemd(builder.Services);
        return builder;
    }

    /// <summary>Runs until it is cancelled, which SIGTERM and SIGINT do.</summary>
    internal static async Task<int> RunAsync(
        HostApplicationBuilder builder, AgentSettings settings, AgentNode node, CancellationToken cancellation)
    {
        builder.Services.AddHostedService(services =>
            new AgentService(settings, node, services.GetRequiredService<ILoggerFactory>().CreateLogger(Category)));
        using var host = builder.Build();
        try
        {
            await host.RunAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // It was ended before it had begun.
        }

        if (settings.UninstallOnExit)
            Installer.Uninstall(settings.Place);
        return ExitCode.Done;
    }

    /// <remarks>
    /// What AddSystemd does where the parent's name is "systemd"; here for whoever waits to be notified, by that name or another,
    /// and with the journal's format.
    /// </remarks>
    private static void AddSystemd(IServiceCollection services)
    {
        services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        services.AddSingleton<IHostLifetime, SystemdLifetime>();
        services.Configure<ConsoleLoggerOptions>(options => options.FormatterName = ConsoleFormatterNames.Systemd);
    }
}
