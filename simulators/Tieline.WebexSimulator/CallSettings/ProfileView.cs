using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.CallSettings;

/// <summary>A person's line as the person is told of it: numbers, desk phones, location.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/call-settings-for-me/get-my-own-details</remarks>
internal static class ProfileView
{
    private const string Host = "https://calling.nordlys.webex.example";

    public static object Of(Person person, WebexCloud cloud)
    {
        var prefix = Place.RoutingPrefix(person.Location);
        return new
        {
            person.Id, person.LastName, person.FirstName, person.Email,
            announcementLanguage = "English", locationDialingCode = prefix, supportMobility = false, emergencyCallBackNumber = person.Number,
            phoneNumbers = new[]
            {
                new
                {
                    directNumber = person.Number, enterprise = person.Extension is null ? null : prefix + person.Extension, person.Extension,
                    routingPrefix = prefix, esn = person.Extension is null ? null : prefix + person.Extension, primary = true,
                },
            },
            devices = person.Endpoints.Where(endpoint => endpoint.Type == Endpoint.Device).Select(endpoint => Device(endpoint, person)),
            location = new { id = Place.IdOf(person.Location, cloud.Options.Seed), name = person.Location },
            receptionistUrl = Host + "/receptionist", callingHostUrl = Host, attendantConsoleUrl = Host + "/attendant",
        };
    }

    /// <summary>The address of a phone that does not exist is drawn from its identifier.</summary>
    private static object Device(Endpoint endpoint, Person owner) => new
    {
        description = Array.Empty<string>(),
        model = endpoint.Name.Split(" (")[0],
        mac = HydraId.Drawn(0, endpoint.Id).ToString("N")[..12].ToUpperInvariant(),
        primaryOwner = true,
        type = "PRIMARY",
        owner = new { owner.LastName, owner.FirstName, type = "PEOPLE" },
        activationState = "ACTIVATED",
    };
}
