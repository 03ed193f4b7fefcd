namespace Tieline.Server.Reactions;

internal static class ReactionsSetup
{
    public static void AddReactions(this WebApplicationBuilder builder)
    {
    }
}
