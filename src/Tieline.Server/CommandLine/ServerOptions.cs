using System.CommandLine;

namespace Tieline.Server.CommandLine;

/// <summary>What every command that speaks to a server takes.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string?> _server = new("--server") { Description = "The server's address. Otherwise TIELINE_PUBLIC_ADDRESS, TIELINE_URL, TIELINE_PORT, or http://127.0.0.1:5080.", Recursive = true };
    private readonly Option<string?> _key = new("--admin-key") { Description = "Otherwise TIELINE_ADMIN_KEY, or admin-key.txt of the data folder. Others on this machine can see what is on a command line: prefer the environment.", Recursive = true };
    private readonly Option<string?> _tenant = new("--tenant") { Description = "Its name or id; needed where there are several.", Recursive = true };
    private readonly Option<bool> _json = new("--json") { Description = "Answers for machines.", Recursive = true };

    public void AddTo(Command command)
    {
        command.Options.Add(_server);
        command.Options.Add(_key);
        command.Options.Add(_tenant);
        command.Options.Add(_json);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Runs a command against the tenant's doors; what keeps it from being done becomes a sentence and the code 2.</summary>
    public async Task<int> RunAsync(ParseResult parsed, TextWriter error, Func<AdminClient, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new AdminClient(AddressOf(parsed.GetValue(_server)), KeyOf(parsed.GetValue(_key)));
            await client.ChooseTenantAsync(parsed.GetValue(_tenant), cancellationToken);
            return await work(client);
        }
        catch (CommandException problem)
        {
            await error.WriteLineAsync(problem.Message);
            return CommandExit.CouldNot;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            await error.WriteLineAsync($"It could not be done: {problem.Message}"); // Otherwise it would end with 1, which means that something was found.
            return CommandExit.CouldNot;
        }
    }

    private static Uri AddressOf(string? given)
    {
        var options = Configured();
        var address = given ?? (options.PublicAddress.Length > 0 ? options.PublicAddress : options.Url);
        return Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new CommandException($"\"{address}\" is no address. Write --server https://tieline.example.com.");
    }

    private static string KeyOf(string? given)
    {
        var options = Configured();
        var file = Path.Combine(options.DataFolder, "admin-key.txt");
        try
        {
            return given is { Length: > 0 } ? given
                : options.AdminKey.Length > 0 ? options.AdminKey
                : File.ReadAllText(file).Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"There is no admin key: set TIELINE_ADMIN_KEY, or run this where {file} can be read (TIELINE_DATA names the folder).");
        }
    }

    private static TielineOptions Configured() =>
        new ConfigurationBuilder().AddInMemoryCollection(TielineOptions.FromEnvironment()).Build().GetSection("Tieline").Get<TielineOptions>() ?? new TielineOptions();
}

/// <summary>A command cannot be carried out; the message says why and what to do.</summary>
internal sealed class CommandException(string message) : Exception(message);
