using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>An administrator lets a Service App into the organization, or out again; the developer's webhooks hear of it.</summary>
/// <remarks>https://developer.webex.com/docs/service-apps#authorize-the-service-app</remarks>
internal sealed class ServiceAppConsent(WebexCloud cloud)
{
    private const string Resource = "serviceApp";

    public void Authorize(ServiceApp app, Person admin)
    {
        Require(admin);
        if (app.PersonId is not null)
        {
            throw WebexFailure.Conflict("The Service App is authorized already.");
        }

        var account = new Person
        {
            Id = cloud.NewId("PEOPLE"),
            Email = $"{cloud.Draws.Uuid():N}@{cloud.Directory.OrganizationUuid}.wbx.ai",
            FirstName = app.Name,
            LastName = "",
            IsServiceApp = true,
            Licenses = [],
            Created = cloud.Clock.Now,
            ControlToken = NewPerson.TokenIn(cloud),
        };
        cloud.Directory.Add(account);
        app.PersonId = account.Id;
        Tell(app, "authorized", admin);
    }

    public void Deauthorize(ServiceApp app, Person admin)
    {
        Require(admin);
        if (app.PersonId is not { } account)
        {
            throw WebexFailure.Conflict("The Service App is not authorized.");
        }

        cloud.Remove(cloud.Directory.Ever(account), admin);
        app.PersonId = null;
        Tell(app, "deauthorized", admin);
    }

    private static void Require(Person admin)
    {
        if (!admin.IsAdmin)
        {
            throw WebexFailure.Forbidden("Only a full administrator can authorize a Service App.");
        }
    }

    private void Tell(ServiceApp app, string happening, Person admin)
    {
        cloud.Changed();
        cloud.Announcer.Tell(Resource, happening, admin.Id, new { id = app.AppId, friendlyName = app.Name, orgId = cloud.Directory.OrganizationId },
            webhook => webhook.CreatedBy == app.OwnerId, name => name switch { "id" => app.AppId, "friendlyName" => app.Name, _ => null });
    }
}
