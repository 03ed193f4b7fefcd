using Tieline.SalesforceSimulator.Access;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Organisation-wide defaults, and single records hidden from single users in place of sharing rules.</summary>
public static class SharingDoors
{
    public sealed record HideRequest(string? User, string[]? Ids);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost("/hidden", (HideRequest request, SalesforceOrg org) => Hide(org, request));
        control.MapGet("/hidden", (SalesforceOrg org) => new { hidden = Hidden(org) });
        control.MapPost("/sharing", (ModelRequest request, SalesforceOrg org) => SetModel(org, request));
        control.MapGet("/sharing", (SalesforceOrg org) => new { sharing = Models(org) });
        control.MapDelete("/hidden", (string? user, SalesforceOrg org) => Show(org, user));
    }

    private static IResult Hide(SalesforceOrg org, HideRequest request)
    {
        if (request is not { User: { } username, Ids: { Length: > 0 } ids }) return PeopleDoors.Problem("Say which user and which ids: {\"user\":\"ann.berg@nordlys.example\",\"ids\":[\"003...\"]}");
        if (org.UserNamed(username) is not { } user) return PeopleDoors.Problem($"No user is called {username}; see /control/users");
        if (ids.FirstOrDefault(id => org.Run(() => org.Records.Find(id)) is null) is { } unknown) return PeopleDoors.Problem($"There is no record {unknown}");
        org.Run(() => org.Hidden.Hide(user.Id, ids.Select(id => RecordIds.Normalize(id)!)));
        org.Touch();
        return Results.Json(new { hidden = Hidden(org) });
    }

    private static IResult Show(SalesforceOrg org, string? username)
    {
        var user = username is null ? null : org.UserNamed(username);
        if (username is not null && user is null) return PeopleDoors.Problem($"No user is called {username}; see /control/users");
        org.Run(() => org.Hidden.Show(user?.Id));
        org.Touch();
        return Results.NoContent();
    }

    public sealed record ModelRequest(string? Object, string? Model);

    private static IResult SetModel(SalesforceOrg org, ModelRequest request)
    {
        if (request.Object is null || org.Schema.Find(request.Object) is not { } definition || !Permissionable.Fields(definition)) return PeopleDoors.Problem($"There is no object called {request.Object} whose records are shared");
        if (Offered(definition).Cast<SharingModel?>().FirstOrDefault(m => string.Equals(m.ToString(), request.Model, StringComparison.OrdinalIgnoreCase)) is not { } model)
            return PeopleDoors.Problem($"model is, for {definition.Name}, one of {string.Join(", ", Offered(definition))}");
        org.Run(() =>
        {
            org.Sharing.Set(definition.Name, model);
            TellOrganization(org, definition.Name, model);
        });
        org.Touch();
        return Results.Json(new { sharing = Models(org) });
    }

    private static IEnumerable<SharingModel> Offered(ObjectDefinition definition) => Enum.GetValues<SharingModel>().Where(model => model switch
    {
        SharingModel.ReadWriteTransfer => definition.Name is "Lead" or "Case",
        SharingModel.ControlledByParent => definition.Name is "Contact" or "Task" or "Event" || definition.Fields.Any(f => f.MasterDetail),
        _ => true,
    });

    private static Dictionary<string, string> Models(SalesforceOrg org) => org.Run(() => org.Schema.Objects.Where(Permissionable.Fields)
        .OrderBy(o => o.Name, StringComparer.Ordinal).ToDictionary(o => o.Name, o => org.Sharing.Of(o.Name).ToString()));

    /// <summary>The organization's row tells the same to whoever asks by SOQL.</summary>
    private static void TellOrganization(SalesforceOrg org, string objectName, SharingModel model)
    {
        var (row, field) = (org.Records.Rows("Organization").Single(), $"Default{objectName}Access");
        if (org.Schema["Organization"].Field(field) is not { } told) return;
        var word = model switch
        {
            SharingModel.Private => "None", SharingModel.Read => "Read", SharingModel.ReadWriteTransfer => "ReadEditTransfer", SharingModel.ControlledByParent => "ControlledByParent",
            SharingModel.FullAccess when told.PicklistValues.Any(v => v.Value == "All") => "All",
            _ => "Edit",
        };
        org.Records.Put(row.With(field, word));
    }

    private static object[] Hidden(SalesforceOrg org) => org.Run(() =>
        org.Hidden.All.Select(h => (object)new { user = org.Records.Find(h.Key)?.Text("Username"), ids = h.Value.Order(StringComparer.Ordinal).ToArray() }).ToArray());
}
