namespace Tieline.Server.Connections.Secrets;

/// <summary>A small file that nobody but the server's own account may read.</summary>
internal static class OwnerOnlyFile
{
    /// <summary>The file's text; made of <paramref name="make"/> when it is not there yet. Two processes that start at once end up with the same text.</summary>
    public static string ReadOrMake(string path, Func<string> make)
    {
        if (!File.Exists(path))
        {
            TryWriteNew(path, make());
        }

        return File.ReadAllText(path).Trim();
    }

    private static void TryWriteNew(string path, string text)
    {
        // Written under another name and then moved, so that nobody ever reads a half-written key.
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            writer.WriteLine(text);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft); // Another process was first; its text counts.
        }
    }
}
