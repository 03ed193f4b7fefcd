using Tieline.Server;
using Tieline.Server.CommandLine;

return await TielineCommands.RunAsync(args, ServeAsync, Console.Out, Console.Error);

static async Task<int> ServeAsync(string[] args)
{
    await ServerSetup.Create(args).RunAsync();
    return 0;
}
