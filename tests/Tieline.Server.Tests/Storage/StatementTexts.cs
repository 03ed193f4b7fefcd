using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Storage;

/// <summary>
/// Every statement of the server is a constant of a type whose name ends in <c>Sql</c>, beside the table it speaks of (<c>Intake/InboxSql.cs</c>).
/// (private ones are parts of others). So these tests find each one by themselves and have both databases read it against their migrated schemas.
/// </summary>
public sealed partial class StatementTexts(PostgreSqlServer server)
{
    [Fact]
    public async Task Every_statement_is_understood_by_sqlite()
    {
        await using var cellar = await Cellar.OnSqliteAsync();

        Assert.Empty(await RefusedAsync(cellar, Texts(typeof(Database).Assembly)));
    }

    [Fact]
    public async Task Every_statement_is_understood_by_postgresql()
    {
        await using var cellar = await Cellar.OnPostgreSqlAsync(await server.NewDatabaseAsync());

        Assert.Empty(await RefusedAsync(cellar, Texts(typeof(Database).Assembly)));
    }

    [Fact]
    public async Task A_planted_bad_statement_is_found_on_both()
    {
        await using var sqlite = await Cellar.OnSqliteAsync();
        await using var postgreSql = await Cellar.OnPostgreSqlAsync(await server.NewDatabaseAsync());
        var planted = Texts(typeof(StatementTexts).Assembly);

        Assert.Equal(["PlantedSql.UnknownColumn", "PlantedSql.UnknownTable"], (await RefusedAsync(sqlite, planted)).Select(refused => refused.Name));
        Assert.Equal(["PlantedSql.UnknownColumn", "PlantedSql.UnknownTable"], (await RefusedAsync(postgreSql, planted)).Select(refused => refused.Name));
    }

    [Fact]
    public void No_statement_is_written_outside_a_type_for_statements()
    {
        var source = SourceFolder();
        var found = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Storage{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => !Path.GetFileNameWithoutExtension(file).EndsWith("Sql", StringComparison.Ordinal))
            .Where(file => LooksLikeSql(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(source, file));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("return new Statement(\"UPDATE inbox SET state = 1\", []);", true)]
    [InlineData("const string All = \"\"\"\n    SELECT a\n    FROM inbox\n    \"\"\";", true)]
    [InlineData("await database.QueryAsync($\"delete from inbox\", [], map)", true)]
    [InlineData("return new Statement(InboxSql.Done, [id]);", false)]
    [InlineData("client.QueryAsync(\"SELECT Id FROM User WHERE Id = 1\")", false)]
    [InlineData("var text = \"Select a record\";", false)]
    public void Sql_in_a_source_text_is_recognised(string text, bool isSql) => Assert.Equal(isSql, LooksLikeSql(text));

    private static bool LooksLikeSql(string source) => SqlInAString().IsMatch(source);

    [GeneratedRegex("""\"\s*(insert\s+into|update\s+\w+\s+set|delete\s+from|select\s[^"]*\sfrom\s+(?-i:[a-z_]+\b))""", RegexOptions.IgnoreCase)]
    private static partial Regex SqlInAString();

    private static List<(string Name, string Text)> Texts(Assembly assembly) =>
        [.. from type in assembly.GetTypes()
            where type.Name.EndsWith("Sql", StringComparison.Ordinal)
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where field.FieldType == typeof(string) && !field.IsPrivate
            orderby type.Name, field.Name
            select ($"{type.Name}.{field.Name}", (string)field.GetValue(null)!)];

    private static async Task<List<(string Name, string Why)>> RefusedAsync(Cellar cellar, List<(string Name, string Text)> texts)
    {
        var refused = new List<(string, string)>();
        await using var connection = await cellar.Database.Engine.OpenForReadingAsync(CancellationToken.None);
        for (var i = 0; i < texts.Count; i++)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = connection is NpgsqlConnection ? $"PREPARE text_{i} AS {texts[i].Text}" : "EXPLAIN " + texts[i].Text;
            try
            {
                await (connection is SqliteConnection ? command.PrepareAsync() : command.ExecuteNonQueryAsync());
            }
            catch (System.Data.Common.DbException exception)
            {
                refused.Add((texts[i].Name, exception.Message));
            }
        }

        return refused;
    }

    private static string SourceFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tieline.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Tieline.slnx was not found above the tests.");
        }

        return Path.Combine(folder, "src", "Tieline.Server");
    }

    private static class PlantedSql
    {
        internal const string Good = "UPDATE inbox SET state = $1 WHERE id = $2";
        internal const string UnknownColumn = "UPDATE inbox SET colour = $1";
        internal const string UnknownTable = "SELECT 1 FROM outbox";
    }
}
