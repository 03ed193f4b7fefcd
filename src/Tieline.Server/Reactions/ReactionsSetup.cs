using Microsoft.Extensions.DependencyInjection.Extensions;
using Tieline.Server.Calls;
using Tieline.Server.Intake;

namespace Tieline.Server.Reactions;

internal static class ReactionsSetup
{
    public static void AddReactions(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<IInboxRouter, WhenWebexSpeaks>();
        builder.Services.TryAddSingleton<ICallReactions, WhenACallChanges>();
    }
}
