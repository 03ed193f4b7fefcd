using System.Security.Cryptography;
using System.Text;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.OAuth;

namespace Tieline.WebexSimulator.People;

/// <summary>The seeded story: the organization "Nordlys Industries" with five agents, a colleague, an administrator and a bot.</summary>
internal static class NordlysSeed
{
    public const string Domain = "nordlys.example";
    private static readonly DateTimeOffset Founded = new(2024, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static void Fill(WebexCloud cloud, int seed)
    {
        var directory = cloud.Directory;
        directory.OrganizationName = "Nordlys Industries";
        foreach (var person in People(seed, directory.OrganizationUuid))
        {
            directory.Add(person);
        }

        directory.HuntGroups.Add(new HuntGroup(HydraId.Of("PLACE", HydraId.Drawn(seed, "sales").ToString("D")), "Sales",
            "+14085550100", "1100", "Oakland", [.. directory.People.Take(5).Select(person => person.Id)]));
        directory.KnownNumbers = Numbers;
        cloud.Integrations.Upsert(DemoIntegration);
    }

    public static Integration DemoIntegration => new()
    {
        ClientId = "Ctieline-demo",
        ClientSecret = "webex-demo-secret",
        Name = "Tieline",
        RedirectUris = ["http://127.0.0.1:5080/connect/webex/callback"],
        Scopes = [.. KnownScopes.User],
    };

    private static IEnumerable<Person> People(int seed, string organization)
    {
        Person Agent(string first, string last, int n, params Endpoint[] endpoints) =>
            Somebody(seed, organization, first, last) with { Number = $"+1408555010{n}", Extension = $"110{n}", Endpoints = [.. endpoints] };
        Endpoint Desk(string who, string model) => new()
        {
            Id = HydraId.Of("DEVICE", HydraId.Drawn(seed, "desk " + who).ToString("D")), Type = Endpoint.Device, Name = model,
        };
        Endpoint App(string who) => new()
        {
            Id = HydraId.Of("APPLICATION", HydraId.Drawn(seed, "app " + who).ToString("D")), Type = Endpoint.Application, Name = "Webex app",
        };

        yield return Agent("Ann", "Berg", 1, Desk("ann", "Cisco 9861 (Ann's desk)"), App("ann"));
        yield return Agent("Bo", "Lind", 2, Desk("bo", "Cisco 9861 (Bo's desk)"), App("bo"));
        yield return Agent("Carla", "Ruiz", 3, Desk("carla", "Cisco 8845 (Carla's desk)") with { RemoteAnswer = false }, App("carla"));
        yield return Agent("David", "Kim", 4, Desk("david", "Poly VVX 450 (David's desk)") with { RemoteMute = false }, App("david"));
        yield return Agent("Eva", "Holm", 5, App("eva"));
        yield return Agent("Frank", "Moss", 6, Desk("frank", "Cisco 9841 (Frank's desk)"), App("frank")) with
        {
            Location = "Aarhus", TimeZone = "Europe/Copenhagen", RecordingMode = "Never",
        };
        yield return Somebody(seed, organization, "Admin", "Nordlys", $"admin@{Domain}") with
        {
            Roles = [Role.FullAdministrator, Role.CallHistory, Role.ComplianceOfficer], Licenses = [License.Meetings, License.Webinars],
        };
        yield return Somebody(seed, organization, "Tieline", "Bot", "tieline@webex.bot") with { IsBot = true, Licenses = [] };
    }

    private static Person Somebody(int seed, string organization, string first, string last, string? email = null)
    {
        email ??= $"{first}.{last}@{Domain}".ToLowerInvariant();
        return new Person
        {
            Id = HydraId.Of("PEOPLE", HydraId.Drawn(seed, email).ToString("D")),
            Email = email,
            FirstName = first,
            LastName = last,
            Created = Founded,
            ControlToken = Token(seed, email, organization),
        };
    }

    private static string Token(int seed, string email, string organization)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:token:{email}"));
        return $"{Convert.ToHexStringLower(bytes)}_P0A1_{organization}";
    }

    private static KnownNumber[] Numbers =>
    [
        new("+12025550143", "Maria Lopez", "contact of Acme Rockets, her own number"),
        new("+4520123456", "Jens Olsen", "lead, number stored as 20 12 34 56"),
        new("+12025550188", "Harbor Freight Lines", "shared by Nina Park and Omar Haddad"),
        new("+12025550177", "Old Lead", "a converted lead"),
        new("+12025550150", "Ivy Extension", "main number; she has extension 204"),
        new("+4533123456", "Blue Fjord", "an account's number, shared by three contacts"),
        new("+12125550199", "Unknown", "a number nobody has stored"),
    ];
}
