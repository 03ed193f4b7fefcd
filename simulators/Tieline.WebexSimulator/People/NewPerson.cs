using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.People;

/// <summary>People added while the simulator runs.</summary>
internal static class NewPerson
{
    public static Person Of(string email, string firstName, string lastName, WebexCloud cloud) => new()
    {
        Id = cloud.NewId("PEOPLE"),
        Email = email,
        FirstName = firstName,
        LastName = lastName,
        Created = cloud.Clock.Now,
        ControlToken = TokenIn(cloud),
    };

    public static Person Bot(string email, string name, WebexCloud cloud) =>
        Of(email, name, "", cloud) with { IsBot = true, Licenses = [] };

    public static string TokenIn(WebexCloud cloud) => $"{cloud.Draws.Hex(32)}_P0A1_{cloud.Directory.OrganizationUuid}";

    public static Endpoint EndpointOf(string type, string name, WebexCloud cloud) => new() { Id = cloud.NewId(type), Type = type, Name = name };
}
