using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Tieline.Server.Connections.Secrets;

internal static class SecretsSetup
{
    /// <summary>The key ring lies in the data folder, never in the database; servers of one cluster share the folder and the master key.</summary>
    public static void AddSecrets(this IServiceCollection services)
    {
        services.AddSingleton(provider => MasterKey.Of(provider.GetRequiredService<TielineOptions>()));
        services.AddSingleton<SecretBox>();
        services.AddDataProtection().SetApplicationName("Tieline");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
        {
            var folder = Directory.CreateDirectory(Path.Combine(provider.GetRequiredService<TielineOptions>().DataFolder, "keys"));
            keys.XmlRepository = new FileSystemXmlRepository(folder, provider.GetRequiredService<ILoggerFactory>());
            keys.XmlEncryptor = new KeyRingEncryptor(provider.GetRequiredService<MasterKey>());
        }));
    }
}
