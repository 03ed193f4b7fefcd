using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>What an administrator does on set-up pages: reading a deployed app's key and secret, and rows of objects that no package brings.</summary>
public static class SetupDoors
{
    private static readonly string[] Objects = ["AsyncApexJob", "AuthProvider", "ConnectedApplication", "FlowDefinitionView", "InstalledSubscriberPackage", "Organization", "PermissionSet", "Profile", "Site", "SubscriberPackage", "SubscriberPackageVersion"];

    public sealed record RowRequest(string? Object, JsonObject? Fields);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/credentials", (string? app, SalesforceOrg org) => Credentials(org, app));
        control.MapPost("/setup", (RowRequest request, SalesforceOrg org) => AddRow(org, request));
    }

    private static IResult Credentials(SalesforceOrg org, string? name) =>
        org.Apps.All.FirstOrDefault(a => a.Name is not null && a.Name == name) is { } app
            ? Results.Json(new { consumerKey = app.ConsumerKey, consumerSecret = app.ConsumerSecret })
            : PeopleDoors.Problem($"No external client app called {name} is deployed with OAuth settings and enabled");

    private static IResult AddRow(SalesforceOrg org, RowRequest request)
    {
        if (!Objects.Contains(request.Object)) return PeopleDoors.Problem($"object is one of {string.Join(", ", Objects)}");
        var definition = org.Schema[request.Object!];
        var values = new Dictionary<string, object?>();
        foreach (var (name, value) in request.Fields ?? [])
        {
            if (definition.Field(name) is not { } field || field.Name is "Id" or "SystemModstamp") return PeopleDoors.Problem($"{definition.Name} has no field called {name} that can be given");
            try
            {
                values[field.Name] = FieldValues.Read(field, value);
            }
            catch (SalesforceRefusal refusal)
            {
                return PeopleDoors.Problem(refusal.Message);
            }
        }

        var row = org.Run(() => definition.Name == "Organization" ? ChangeOrganization(org, values) : SetupRows.Put(org, org.Records.Rows("User").First().Id, definition.Name, null, values));
        return Results.Json(new { id = row.Id });
    }

    /// <summary>There is one: Salesforce changes its edition, nobody makes another.</summary>
    private static SalesforceRecord ChangeOrganization(SalesforceOrg org, Dictionary<string, object?> values)
    {
        var changed = values.Aggregate(org.Records.Rows("Organization").Single(), (organization, field) => organization.With(field.Key, field.Value));
        org.Records.Put(changed);
        return changed;
    }
}
