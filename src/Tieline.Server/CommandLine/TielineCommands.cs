using System.CommandLine;

namespace Tieline.Server.CommandLine;

/// <summary>The command line. Without a verb, or with <c>serve</c>, it is the server; the other verbs speak to one that runs.</summary>
public static class TielineCommands
{
    private static readonly string[] Asking = ["--help", "-h", "-?", "--version"];

    /// <summary>Runs what the arguments say.</summary>
    /// <param name="args">As given to the process.</param>
    /// <param name="serve">Runs the server with these arguments until it is stopped.</param>
    /// <param name="output">Where answers go.</param>
    /// <param name="error">Where problems go.</param>
    /// <returns>0 well; 1 problems or differences were found; 2 it could not be done.</returns>
    public static async Task<int> RunAsync(string[] args, Func<string[], Task<int>> serve, TextWriter output, TextWriter error)
    {
        if (IsServer(args))
        {
            return await serve(args is ["serve", ..] ? args[1..] : args);
        }

        var parsed = Root(output, error).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
            {
                await error.WriteLineAsync(problem.Message);
            }

            await error.WriteLineAsync("See: tieline --help");
            return CommandExit.CouldNot;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
    }

    // What is no verb is configuration, as it always was: --Key=Value, --Key Value, /Key=Value.
    private static bool IsServer(string[] args) =>
        args is [] or ["serve"] || (args is ["serve", ..] && !args.Any(Asking.Contains)) || (args is [var first, ..] && !Asking.Contains(first) && (first.StartsWith('-') || first.StartsWith('/') || first.Contains('=')));

    private static RootCommand Root(TextWriter output, TextWriter error) => new("Tieline joins a Salesforce org and a Webex org. Without a command it is the server.")
    {
        new Command("serve", "Runs the server. Settings: --Tieline:Url=http://127.0.0.1:6080 and others of docs/operate.md."),
        ConfigCommands.Make(output, error),
        DoctorCommand.Make(output, error),
        UninstallCommands.Make(output, error),
    };
}
