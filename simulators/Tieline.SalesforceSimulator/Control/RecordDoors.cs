using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>What the cloud does to records through its SOAP API or its pages, and REST has no path for: converting leads, taking records out of the recycle bin.</summary>
internal static class RecordDoors
{
    public sealed record ConvertRequest(string? User, string? LeadId, string? ConvertedStatus, string? AccountId, string? ContactId, string? OwnerId, string? OpportunityName, bool? DoNotCreateOpportunity, bool? AllowDuplicates);

    public sealed record UndeleteRequest(string[]? Ids);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost("/leads/convert", (ConvertRequest request, SalesforceOrg org) => Convert(org, request));
        control.MapPost("/undelete", (UndeleteRequest request, SalesforceOrg org) => request.Ids is { Length: > 0 } ids
            ? Results.Json(new { results = ids.Select(id => Outcome(() => org.Run(() => { Undelete.Run(org, id); return (object)new { id = RecordIds.Normalize(id), success = true }; }))).ToArray() })
            : PeopleDoors.Problem("ids is a list of deleted records"));
    }

    private static IResult Convert(SalesforceOrg org, ConvertRequest request)
    {
        if (org.UserNamed(request.User ?? "") is not { } user || !user.Is("IsActive")) return PeopleDoors.Problem($"No active user is called {request.User}; see /control/users");
        if (RecordIds.Normalize(request.LeadId) is not { } lead) return PeopleDoors.Problem("leadId is the id of a lead");
        var order = new LeadConversionOrder(lead, request.ConvertedStatus, request.AccountId, request.ContactId, request.OwnerId, request.OpportunityName, request.DoNotCreateOpportunity ?? false);
        var options = SaveOptions.Usual with { AllowDuplicates = request.AllowDuplicates ?? false };
        return Results.Json(Outcome(() => org.Run(() =>
        {
            var done = new LeadConversion(org, user.Id, options).Convert(order);
            return (object)new { success = true, leadId = done.Id, accountId = done.Text("ConvertedAccountId"), contactId = done.Text("ConvertedContactId"), opportunityId = done.Text("ConvertedOpportunityId"), errors = Array.Empty<object>() };
        })));
    }

    private static object Outcome(Func<object> work)
    {
        try
        {
            return work();
        }
        catch (SalesforceRefusal refusal)
        {
            return new { success = false, errors = new[] { Rest.RestJson.Error(refusal, "statusCode") } };
        }
    }
}
