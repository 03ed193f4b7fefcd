using System.IO.Compression;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// The files of a deployed zip by path. Refuses what the cloud has no room for, and paths that lead out of the zip; what an
/// entry says of its size is not believed.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deploy.htm
/// </summary>
internal static class PackageZip
{
    internal const int MostCompressed = 39 * 1024 * 1024;
    private const int MostFiles = 10_000;
    private const int LargestFile = 10 * 1024 * 1024;
    private const long MostTogether = 400L * 1024 * 1024;

    internal static IReadOnlyDictionary<string, byte[]> Read(byte[] zip, bool singlePackage)
    {
        if (zip.Length > MostCompressed) throw TooLarge($"Maximum size of request reached. Maximum size of request is {MostCompressed} bytes");
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostFiles) throw TooLarge($"Too many files in zip: {archive.Entries.Count}. At most {MostFiles} are taken.");
            var together = 0L;
            foreach (var entry in archive.Entries.Where(e => !e.FullName.EndsWith('/')))
            {
                if (!IsInside(entry.FullName)) throw Unreadable($"The zip entry {entry.FullName} leads out of the zip.");
                var content = Content(entry);
                if ((together += content.Length) > MostTogether) throw TooLarge("The files together are larger than 400 MB.");
                if (!files.TryAdd(entry.FullName, content)) throw Unreadable($"The zip holds {entry.FullName} twice.");
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw Unreadable("The zip file cannot be read: " + problem.Message);
        }

        return singlePackage ? files : WithoutPackageFolder(files);
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        var piece = new byte[81_920];
        for (int read; (read = stream.Read(piece)) > 0;)
        {
            if (copy.Length + read > LargestFile) throw TooLarge($"The file {entry.FullName} is larger than {LargestFile} bytes.");
            copy.Write(piece, 0, read);
        }

        return copy.ToArray();
    }

    private static bool IsInside(string path) =>
        path.Length > 0 && path[0] != '/' && !path.Contains('\\') && !path.Contains(':') && !path.Split('/').Any(p => p is "" or "." or "..");

    /// <summary>Without <c>singlePackage</c> a package lies in a folder of its own, usually <c>unpackaged</c>; at the root it is taken too.</summary>
    private static IReadOnlyDictionary<string, byte[]> WithoutPackageFolder(Dictionary<string, byte[]> files)
    {
        if (files.ContainsKey("package.xml")) return files;
        var folder = files.Keys.FirstOrDefault(p => p.Split('/') is [_, "package.xml"])?.Split('/')[0];
        return folder is null ? files : files.Where(f => f.Key.StartsWith(folder + "/", StringComparison.Ordinal)).ToDictionary(f => f.Key[(folder.Length + 1)..], f => f.Value);
    }

    private static SalesforceRefusal Unreadable(string message) => SalesforceRefusal.Query("BAD_REQUEST", message);

    private static SalesforceRefusal TooLarge(string message) => SalesforceRefusal.Query("LIMIT_EXCEEDED", message);
}
