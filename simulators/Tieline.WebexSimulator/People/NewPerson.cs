using System.Security.Cryptography;
using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.People;

/// <summary>People added while the simulator runs; the seeded ones are drawn from the seed instead.</summary>
internal static class NewPerson
{
    public static Person Of(string email, string firstName, string lastName, string organization, DateTimeOffset now) => new()
    {
        Id = HydraId.New("PEOPLE"),
        Email = email,
        FirstName = firstName,
        LastName = lastName,
        Created = now,
        ControlToken = TokenOf(organization),
    };

    public static Person Bot(string email, string name, string organization, DateTimeOffset now) => new()
    {
        Id = HydraId.New("PEOPLE"),
        Email = email,
        FirstName = name,
        LastName = "",
        IsBot = true,
        Licenses = [],
        Created = now,
        ControlToken = TokenOf(organization),
    };

    public static string TokenOf(string organization) =>
        $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}_P0A1_{organization}";

    public static Endpoint EndpointOf(string type, string name) => new() { Id = HydraId.New(type), Type = type, Name = name };
}
