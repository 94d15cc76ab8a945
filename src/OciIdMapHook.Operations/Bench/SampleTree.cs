namespace OciIdMapHook.Operations;

/// <summary>A rootfs for those who have none at hand: as many files as a small distribution's, in folders of a hundred.</summary>
internal static class SampleTree
{
    private const int Folders = 50;
    private const int FilesPerFolder = 100;
    private const int BytesPerFile = 4096;

    /// <param name="parent">Where.</param>
    /// <param name="report">Called with what is done.</param>
    /// <returns>Its path.</returns>
    internal static string Make(string parent, Action<string, long, long> report)
    {
        var content = new byte[BytesPerFile];
        for (var folder = 0; folder < Folders; folder++)
        {
            var path = Directory.CreateDirectory($"{parent}/sample/{folder}").FullName;
            for (var file = 0; file < FilesPerFolder; file++)
                File.WriteAllBytes($"{path}/{file}", content);
            report("making a sample", folder + 1, Folders);
        }

        return $"{parent}/sample";
    }
}
