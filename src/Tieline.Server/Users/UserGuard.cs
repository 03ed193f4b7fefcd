using Microsoft.AspNetCore.Authentication;

namespace Tieline.Server.Users;

/// <summary>No agent without the role User passes to a panel's door, also where a door forgot to ask. Opening the panel itself is not refused: it tells him.</summary>
internal static class UserGuard
{
    public static void UseUserGuard(this WebApplication app) =>
        app.Use(async (context, next) =>
        {
            if (await RefusedAsync(context) is { } refusal)
            {
                await refusal.ExecuteAsync(context);
                return;
            }

            await next(context);
        });

    private static async Task<IResult?> RefusedAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/panels/api") || await context.AuthenticateAsync(PanelSession.Scheme) is not { Succeeded: true, Principal: { } panel })
        {
            return null;
        }

        var services = context.RequestServices;
        var (tenantId, agentId) = panel.Agent();
        return await services.GetRequiredService<Agents>().FindAsync(tenantId, agentId, context.RequestAborted) is { } agent
            && await services.GetRequiredService<Roles>().MayUseAsync(agent, context.RequestAborted) is not MayUse.Yes and var mayUse
            ? await services.GetRequiredService<RoleRefusal>().ProblemAsync(agent, mayUse, context.RequestAborted)
            : null;
    }
}
