using Microsoft.EntityFrameworkCore;
using Tieline.Server.Leaving.PersonalData;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Leaving;

/// <summary>Every table says what it holds of people, in columns that it has.</summary>
public class PersonTablesTests
{
    [Fact]
    public async Task Every_table_says_what_it_holds_of_people_in_columns_that_it_has()
    {
        await using var cellar = await Cellar.OnSqliteAsync();
        var tables = await cellar.Database.ReadAsync(db => Task.FromResult(
            db.Model.GetEntityTypes().ToDictionary(table => table.GetTableName()!, table => table.GetProperties().Select(column => column.GetColumnName()).ToHashSet())));

        // A new table: say in PersonTables what it holds of people and what erasing does to it, and in the texts Person.<table> what that is.
        Assert.Equal(tables.Keys.Order(), PersonTables.All.Select(table => table.Table).Order());
        Assert.All(PersonTables.All, table => Assert.Subset(tables[table.Table], table.Columns.ToHashSet()));
        Assert.All(PersonTables.All, table => Assert.Equal(table.OnErase == OnErase.Nothing, table.Columns.Length == 0));
        Assert.All(PersonTables.All, table => Assert.True(table.OnErase == OnErase.Nothing || tables[table.Table].Contains("tenant_id"), table.Table));
    }

    [Theory]
    [InlineData("+12025550143", true)]
    [InlineData("{\"Number\":\"\\u002B12025550143\"}", true)]
    [InlineData("call 202-555-0143 back", true)]
    [InlineData("(202) 555 0143", true)]
    [InlineData("0012025550143", true)]
    [InlineData("2025550143", true)]
    [InlineData("20255501430", false)]
    [InlineData("92025550143", false)]
    [InlineData("202555014", false)]
    [InlineData("202 555 0 1 4 4", false)]
    [InlineData("maria@lopez.example", true)]
    [InlineData("MARIA@LOPEZ.EXAMPLE wrote", true)]
    [InlineData("anna.maria@lopez.example", false)]
    [InlineData("maria@lopez.example.org", true)]
    public void A_number_is_known_however_it_is_written_and_an_address_is_the_whole_address(string text, bool isHers)
    {
        var marks = new PersonMarks(["maria@lopez.example"], [], [("1", "2025550143")]);
        Assert.Equal(isHers, marks.AreIn(text));
        Assert.False(marks.AreIn(marks.Without(text)));
    }

    [Theory]
    [InlineData("Søren Berg (005000000000001AAA)", "erased (005000000000001AAA)")]
    [InlineData("Søren Berg <soren@nordlys.example>", "erased <soren@nordlys.example>")]
    [InlineData("[\"S\\u00F8ren Berg, Bo Lund\"]", "[\"erased, Bo Lund\"]")]
    [InlineData("Søren Bergmann", "Søren Bergmann")]
    public void An_agent_is_known_by_his_name_where_names_are_written_alone(string text, string without)
    {
        var marks = new PersonMarks(["soren"], [], [], ["Søren Berg"]);
        Assert.Equal(without, marks.WithNames.Without(text));
        Assert.Equal(text, marks.Without(text));
    }

    [Theory]
    [InlineData("us")]
    [InlineData("eu1")]
    [InlineData("urn:TEAM:eu-central-1_k")]
    [InlineData("urn:TEAM:us-east-2_aa")]
    public void A_Webex_person_is_known_in_base64_whatever_cluster_stands_there(string cluster)
    {
        const string Person = "1b3a5c70-5d11-4d8e-9d0a-3f6d7a1c2b4e";
        var marks = new PersonMarks([], [Person], []);
        foreach (var id in new[] { Person, Person.ToUpperInvariant(), Encoded(cluster, Person), Encoded(cluster, Person).TrimEnd('='), Encoded(cluster, Person).Replace('+', '-').Replace('/', '_') })
        {
            Assert.True(marks.AreIn($"{{\"personId\":\"{id}\"}}"), id);
            Assert.Equal("{\"personId\":\"erased\"}", marks.Without($"{{\"personId\":\"{id}\"}}"));
        }

        Assert.False(marks.AreIn(Encoded(cluster, "1b3a5c70-5d11-4d8e-9d0a-3f6d7a1c2b4f")));
        Assert.False(marks.AreIn(Encoded(cluster, Person + "0")));

        static string Encoded(string cluster, string person) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"ciscospark://{cluster}/PEOPLE/{person}"));
    }

    [Fact]
    public void Nobody_is_nowhere() => Assert.False(new PersonMarks([""], [], []).AreIn("anything at all"));
}
