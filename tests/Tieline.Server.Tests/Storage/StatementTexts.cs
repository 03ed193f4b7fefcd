using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Storage;

/// <summary>
/// Every statement of the server is a constant, whatever its class. So these tests find each one by themselves and have both databases read it
/// against their migrated schemas. Table names are lower case, which tells our SQL from Salesforce's query language.
/// </summary>
public sealed partial class StatementTexts(PostgreSqlServer server)
{
    [Fact]
    public async Task Every_statement_is_understood_by_sqlite()
    {
        await using var cellar = await Cellar.OnSqliteAsync();

        var texts = Texts(typeof(Database).Assembly).Where(text => !text.Name.EndsWith("OnPostgreSql", StringComparison.Ordinal)).ToList();
        Assert.Contains(texts, text => text.Name == "InboxSql.Append");
        Assert.Empty(await RefusedAsync(cellar, texts));
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
        var planted = Texts(typeof(StatementTexts).Assembly).Where(text => text.Name.StartsWith("Planted.", StringComparison.Ordinal)).ToList();

        Assert.Equal(["Planted.UnknownColumn", "Planted.UnknownTable"], (await RefusedAsync(sqlite, planted)).Select(refused => refused.Name));
        Assert.Equal(["Planted.UnknownColumn", "Planted.UnknownTable"], (await RefusedAsync(postgreSql, planted)).Select(refused => refused.Name));
    }

    [Fact]
    public void Every_statement_is_a_constant()
    {
        var source = SourceFolder();
        var found = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => HasSqlOutsideAConstant(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(source, file));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("return new Statement(\"UPDATE inbox SET state = 1\", []);", true)]
    [InlineData("await database.QueryAsync($\"delete from inbox\", [], map)", true)]
    [InlineData("var all = \"\"\"\n    SELECT a\n    FROM inbox\n    \"\"\";", true)]
    [InlineData("const string All =\n  $\"\"\"\n    SELECT a\n    FROM inbox\n    \"\"\";", false)]
    [InlineData("private const string Done = \"UPDATE inbox SET state = 1\";", false)]
    [InlineData("return new Statement(InboxSql.Done, [id]);", false)]
    [InlineData("client.QueryAsync(\"SELECT Id FROM User WHERE Id = 1\")", false)]
    [InlineData("var text = \"Select a record\";", false)]
    public void Sql_outside_a_constant_is_recognised(string text, bool isFound) => Assert.Equal(isFound, HasSqlOutsideAConstant(text));

    private static bool HasSqlOutsideAConstant(string source) =>
        SqlInAString().Matches(source).Any(match => !EndsInAConstant().IsMatch(source[..match.Index]));

    private const string Sql = @"\s*(insert\s+into\s+(?-i:[a-z_]+)\b|update\s+(?-i:[a-z_]+)\s+set\b|delete\s+from\s+(?-i:[a-z_]+)\b|select\s[^""]*\sfrom\s+(?-i:[a-z_]+\b))";

    [GeneratedRegex("\"" + Sql, RegexOptions.IgnoreCase)]
    private static partial Regex SqlInAString();

    [GeneratedRegex("^" + Sql, RegexOptions.IgnoreCase)]
    private static partial Regex SqlText();

    [GeneratedRegex("const string \\w+ =\\s*\\$?\"*$")]
    private static partial Regex EndsInAConstant();

    private static List<(string Name, string Text)> Texts(Assembly assembly) =>
        [.. from type in assembly.GetTypes()
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where field is { IsLiteral: true } && field.FieldType == typeof(string)
            let text = (string)field.GetRawConstantValue()!
            where SqlText().IsMatch(text)
            orderby type.Name, field.Name
            select ($"{type.Name}.{field.Name}", text)];

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

    private static class Planted
    {
        internal const string Good = "UPDATE inbox SET state = $1 WHERE id = $2";
        internal const string UnknownColumn = "UPDATE inbox SET colour = $1";
        internal const string UnknownTable = "SELECT 1 FROM outbox";
    }
}
