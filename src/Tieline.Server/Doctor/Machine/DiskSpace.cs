namespace Tieline.Server.Doctor.Machine;

/// <summary>How much room the disk of the data folder has.</summary>
internal class DiskSpace(TielineOptions options)
{
    /// <summary>In bytes.</summary>
    /// <exception cref="IOException">It cannot be told.</exception>
    public virtual (long Free, long Total) Read()
    {
        var drive = new DriveInfo(Path.GetFullPath(options.DataFolder));
        return (drive.AvailableFreeSpace, drive.TotalSize);
    }
}
