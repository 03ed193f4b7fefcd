namespace Tieline.Server.Leaving;

internal static class LeavingSql
{
    internal const string Prune = "DELETE FROM leavings WHERE finished_at < $1";
}
