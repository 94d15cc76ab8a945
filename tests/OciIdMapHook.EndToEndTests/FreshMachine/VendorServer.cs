using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.FreshMachine;

/// <summary>
/// What the vendor of .NET serves, on this machine: a list of releases, an install script that takes the options of the vendor's,
/// and the archive of an SDK whose dotnet is a shell script.
/// </summary>
internal sealed class VendorServer : IDisposable
{
    public const string Version = "10.0.987";

    private const string Archive = $"/feed/Sdk/{Version}/dotnet-sdk-{Version}-linux-x64.tar.gz";
    private const string Releases = "/feed/release-metadata/10.0/releases.json";
    private const string InstallScript = "/v1/dotnet-install.sh";

    private const string GoodDotnet = $"""
        case "$1" in
            --list-sdks) echo "{Version} [$(dirname "$0")/sdk]" ;;
            --version) echo {Version} ;;
        esac
        """;

    // The options of the vendor's script that are used, and what it does with them.
    private const string Installer = """
        set -eu
        while [ $# -gt 0 ]; do
            case "$1" in
                --version) version="$2"; shift 2 ;;
                --architecture) architecture="$2"; shift 2 ;;
                --install-dir) folder="$2"; shift 2 ;;
                --azure-feed) feed="$2"; shift 2 ;;
                --zip-path) archive="$2"; shift 2 ;;
                --keep-zip | --no-path) shift ;;
                *) echo "Unknown argument $1" >&2; exit 1 ;;
            esac
        done
        curl --fail --silent --show-error --output "$archive" "$feed/Sdk/$version/dotnet-sdk-$version-linux-$architecture.tar.gz"
        mkdir -p "$folder"
        tar --extract --gzip --file "$archive" --directory "$folder"
        """;

    private readonly HttpListener listener = new();
    private readonly Task serving;

    private VendorServer(int port)
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        listener.Prefixes.Add($"{Address}/");
        listener.Start();
        serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>What is served, by path; what is not in it is answered with 404.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>The connection is cut after half of the archive.</summary>
    public bool CutsArchive { get; set; }

    /// <summary>What was asked for and is served.</summary>
    public List<string> Served { get; } = [];

    public IEnumerable<string> Environment =>
        [$"OCI_IDMAP_DOTNET_INSTALLER={Address}{InstallScript}", $"OCI_IDMAP_DOTNET_FEED={Address}/feed"];

    /// <summary>A server of an SDK whose dotnet does what a shell script says with its first argument.</summary>
    public static async Task<VendorServer> StartAsync(WorkFolder folder, string dotnet = GoodDotnet)
    {
        var sdk = new ProgramFolder(folder.Folder("archive"));
        sdk.Replace("dotnet", dotnet);
        folder.Folder("archive", "sdk", Version);
        var tarball = Path.Combine(folder.FullPath, "sdk.tar.gz");
        await HostCommand.ReadAsync("tar", "--create", "--gzip", "--file", tarball, "--directory", sdk.FullPath, ".");

        var server = new VendorServer(FreePort());
        server.Files[Archive] = await File.ReadAllBytesAsync(tarball);
        server.Files[InstallScript] = Encoding.UTF8.GetBytes(Installer);
        server.PublishHash(Convert.ToHexStringLower(SHA512.HashData(server.Files[Archive])));
        return server;
    }

    public void PublishHash(string hash) => Files[Releases] = Encoding.UTF8.GetBytes($$"""
        { "channel-version": "10.0", "latest-sdk": "{{Version}}", "releases": [
          { "sdks": [ { "version": "10.0.100", "files": [
            { "name": "dotnet-sdk-linux-x64.tar.gz", "rid": "linux-x64", "hash": "00" } ] } ] },
          { "sdks": [ { "version": "{{Version}}", "files": [
            { "name": "dotnet-sdk-win-x64.zip", "rid": "win-x64", "hash": "11" },
            { "name": "dotnet-sdk-linux-x64.tar.gz", "rid": "linux-x64", "hash": "{{hash}}" } ] } ] } ] }
        """);

    public void ReplaceInstallScript(string script) => Files[InstallScript] = Encoding.UTF8.GetBytes(script);

    public void ReplaceReleases(string text) => Files[Releases] = Encoding.UTF8.GetBytes(text);

    /// <summary>Another archive than the list of releases has the hash of, and a good one.</summary>
    public void ChangeArchive() => Files[Archive] = [.. Files[Archive], 0];

    public void Dispose()
    {
        listener.Close();
        serving.Wait(TimeSpan.FromSeconds(10));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                Answer(await listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The server was closed, or the other side went away.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        if (!Files.TryGetValue(path, out var bytes))
        {
            context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            context.Response.Close();
            return;
        }

        Served.Add(path);
        context.Response.ContentLength64 = bytes.Length;
        if (CutsArchive && path == Archive)
        {
            context.Response.OutputStream.Write(bytes, 0, bytes.Length / 2);
            context.Response.OutputStream.Flush();
            context.Response.Abort();
            return;
        }

        context.Response.OutputStream.Write(bytes);
        context.Response.Close();
    }
}
