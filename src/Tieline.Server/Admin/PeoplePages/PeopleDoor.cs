using Tieline.Server.Connections;
using Tieline.Webex;
using SalesforceException = Tieline.Salesforce.SalesforceException;

namespace Tieline.Server.Admin.PeoplePages;

/// <summary>What the doors to people and roles have in common: the tenant is there, and a cloud that cannot be asked is told as such.</summary>
internal static class PeopleDoor
{
    public static async ValueTask<object?> OpenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var tenantId = Guid.Parse((string)http.GetRouteValue("tenantId")!);
        if (await http.RequestServices.GetRequiredService<Tenants>().FindAsync(tenantId, http.RequestAborted) is null)
        {
            return Results.Problem($"GET /admin/api/tenants lists those of this server; {tenantId} is none of them.", statusCode: StatusCodes.Status404NotFound, title: "There is no such tenant.");
        }

        try
        {
            return await next(context);
        }
        catch (Exception problem) when (problem is SalesforceException or WebexException)
        {
            return Results.Problem(
                problem.Message, statusCode: StatusCodes.Status502BadGateway, title: problem is SalesforceException ? "Salesforce cannot be asked." : "Webex cannot be asked.");
        }
    }

    public static bool IsUserId(string? id) => id is { Length: 18 } && id.StartsWith("005", StringComparison.Ordinal) && id.All(char.IsAsciiLetterOrDigit);
}
