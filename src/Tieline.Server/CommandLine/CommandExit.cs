namespace Tieline.Server.CommandLine;

/// <summary>How a command ends, for scripts.</summary>
internal static class CommandExit
{
    public const int Well = 0;

    /// <summary>Problems were found, or differences where these were asked for.</summary>
    public const int Found = 1;

    public const int CouldNot = 2;
}
