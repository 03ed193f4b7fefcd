using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Tieline.Server.Tests.Conventions;

public class FolderTests
{
    // Lower tiers first; a room may name rooms of lower tiers only, and none of its own tier.
    private static readonly string[][] Tiers =
    [
        ["Diagnostics"],
        ["Storage", "Lightning"],
        ["Cluster", "Audit"],
        ["Settings"],
        ["Connections"],
        ["Deliveries", "Intake", "ChangeFeed"],
        ["Users", "CallerMatching", "Calls", "Spaces", "Meetings", "Webinars"],
        ["ScreenPop", "CallLogging", "CallHistory", "Notifications"],
        ["Doctor", "Leaving"],
        ["Reactions", "Softphone", "Home", "Panels", "Admin"],
        ["CommandLine"],
    ];

    internal static readonly Architecture Server = new ArchLoader().LoadAssemblies(typeof(ServerSetup).Assembly).Build();

    private static readonly Architecture Tests = new ArchLoader().LoadAssemblies(typeof(FolderTests).Assembly).Build();

    [Fact]
    public void Folders_of_the_server_form_no_circle()
    {
        var circle = FolderGraph.Of(Server, "Tieline.Server").FindCircle();
        Assert.True(circle is null, $"These folders form a circle: {string.Join(" -> ", circle ?? [])}. The lower one must own an interface instead.");
    }

    [Fact]
    public void A_circle_through_a_subfolder_is_seen() =>
        Assert.Equal(3, FolderGraph.Of(Tests, "Tieline.Planted").FindCircle()?.Count);

    [Fact]
    public void Rooms_know_only_rooms_of_lower_tiers()
    {
        var wrong = FolderGraph.Of(Server, "Tieline.Server").Edges
            .Where(edge => TierOf(edge.From) <= TierOf(edge.To))
            .Select(edge => $"{edge.From} must not know {edge.To}: {edge.Example}")
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_folder_of_the_server_has_its_tier()
    {
        var folders = Repository.Files.Where(f => f.StartsWith("src/Tieline.Server/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal))
            .Select(f => f.Split('/')).Where(parts => parts.Length > 3).Select(parts => parts[2]).Distinct();
        Assert.All(folders, folder => Assert.Contains(folder, Tiers.SelectMany(t => t).Append("Properties")));
    }

    private static int TierOf(string folder)
    {
        var tier = Array.FindIndex(Tiers, t => t.Contains(folder));
        return tier < 0 ? int.MaxValue : tier;
    }
}
