using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.People;

/// <summary>The locations of the organization, named in Control Hub.</summary>
internal static class Place
{
    public static readonly string[] Names = ["Oakland", "Aarhus"];

    /// <summary>What is dialled before an extension of another location.</summary>
    public static string RoutingPrefix(string location) => $"83{Array.IndexOf(Names, location) + 20}";

    public static string IdOf(string location, int seed) => HydraId.Of("LOCATION", HydraId.Drawn(seed, location).ToString("D"));

    public static string? Find(string id, int seed) => Array.Find(Names, name => HydraId.Name(IdOf(name, seed)) == HydraId.Name(id));
}
