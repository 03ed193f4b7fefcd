using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Tieline.Server.Tests.Conventions;

/// <summary>Who may name Orleans and the database providers.</summary>
public class WallTests
{
    private static readonly string[] MayNameOrleans = ["Tieline.Server.Cluster.", "Tieline.Server.Calls.", "Tieline.Server.Users.", "Tieline.Server.Connections.", "Tieline.Server.Reactions."];

    private static readonly string[] MayNameProviders = ["Tieline.Server.Storage.", "Tieline.Server.Cluster."];

    private static readonly Architecture Tests = new ArchLoader().LoadAssemblies(typeof(WallTests).Assembly).Build();

    [Fact]
    public void Only_rooms_with_grains_name_Orleans() =>
        Assert.DoesNotContain(Naming(FolderTests.Server, "Tieline.Server.", "Orleans"), n => !MayNameOrleans.Any(n.StartsWith));

    [Fact]
    public void Only_the_storage_names_a_database_provider()
    {
        string[] found = [.. Naming(FolderTests.Server, "Tieline.Server.", "Npgsql"), .. Naming(FolderTests.Server, "Tieline.Server.", "Microsoft.Data.Sqlite")];
        Assert.DoesNotContain(found, n => !MayNameProviders.Any(n.StartsWith));
    }

    [Fact]
    public void A_room_that_names_Orleans_is_seen() =>
        Assert.Contains(Naming(Tests, "Tieline.Planted.", "Orleans"), n => n.Contains("NamesOrleans", StringComparison.Ordinal));

    [Fact]
    public void A_room_that_names_a_provider_is_seen() =>
        Assert.Contains(Naming(Tests, "Tieline.Planted.", "Npgsql"), n => n.Contains("NamesAProvider", StringComparison.Ordinal));

    [Fact]
    public void Simulators_and_clients_know_no_project_of_ours()
    {
        string[] alone = ["src/Tieline.Webex", "src/Tieline.Salesforce", "simulators/Tieline.WebexSimulator", "simulators/Tieline.SalesforceSimulator"];
        Assert.All(alone, folder =>
            Assert.DoesNotContain("ProjectReference", Repository.Read($"{folder}/{folder.Split('/')[1]}.csproj"), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Naming(Architecture architecture, string root, string library) =>
        from type in architecture.Types
        where type.FullName.StartsWith(root, StringComparison.Ordinal) && !type.FullName.Contains("OrleansCodeGen", StringComparison.Ordinal)
        from dependency in type.Dependencies
        where dependency.Target.FullName.StartsWith(library + ".", StringComparison.Ordinal)
        select $"{type.FullName} names {dependency.Target.FullName}";
}
