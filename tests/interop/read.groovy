// Run by OmegaT in console mode with a project open: writes what it has read of it into read.json beside the project.
import groovy.json.JsonOutput
import org.omegat.core.data.IProject
import org.omegat.gui.glossary.GlossaryReaderTBX
import org.omegat.gui.glossary.GlossaryReaderTSV

if (!project.isProjectLoaded()) return
def root = project.projectProperties.projectRoot
def found = [translations: [], memories: [], glossaries: [:]]
def saw = { source, entry -> found.translations << [source, entry.translation] }
project.iterateByDefaultTranslations([iterate: saw] as IProject.DefaultTranslationsIterator)
project.transMemories.each { name, memory -> memory.entries.each { found.memories << [it.source, it.translation] } }
new File(root, "glossary").listFiles().sort().each { file ->
    def reader = file.name.endsWith(".tbx") ? GlossaryReaderTBX.&read : GlossaryReaderTSV.&read
    found.glossaries[file.name] = reader(file, true).collect { [it.srcText, it.locText] }
}
new File(root, "read.json").setText(JsonOutput.toJson(found), "UTF-8")
