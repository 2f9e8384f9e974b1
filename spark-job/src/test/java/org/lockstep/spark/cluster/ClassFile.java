package org.lockstep.spark.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassVisitor;
import org.apache.xbean.asm9.FieldVisitor;
import org.apache.xbean.asm9.Handle;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.Opcodes;

/**
 * What a class file says about its class. It is read from the bytes, because loading the class
 * needs all that it mentions.
 *
 * @param name with slashes
 * @param isAbstract whether the class is abstract or an interface
 * @param parents its direct superclass and interfaces
 * @param written the fields, and the methods with code
 * @param unwritten the abstract methods
 * @param called the fields and methods that its code names
 */
record ClassFile(
    String name,
    boolean isAbstract,
    List<String> parents,
    Set<String> written,
    Set<String> unwritten,
    Set<Member> called) {
  private static final int API = Opcodes.ASM9;

  /**
   * A field or method.
   *
   * @param owner the class, with slashes
   * @param signature its name and types
   */
  record Member(String owner, String signature) {}

  /** Reads one. */
  static ClassFile read(InputStream file) throws IOException {
    Reading reading = new Reading();
    ClassReader reader = new ClassReader(file);
    reader.accept(reading, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new ClassFile(
        reader.getClassName(),
        Modifier.isAbstract(reader.getAccess()),
        Stream.concat(Stream.ofNullable(reader.getSuperName()), Stream.of(reader.getInterfaces()))
            .toList(),
        reading.written,
        reading.unwritten,
        reading.called);
  }

  private static final class Reading extends ClassVisitor {
    private final Set<String> written = new HashSet<>();
    private final Set<String> unwritten = new HashSet<>();
    private final Set<Member> called = new HashSet<>();

    Reading() {
      super(API);
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String type, String signature, Object value) {
      written.add(name + type);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String type, String signature, String[] exceptions) {
      (Modifier.isAbstract(access) ? unwritten : written).add(name + type);
      return new Calls(called);
    }
  }

  private static final class Calls extends MethodVisitor {
    private final Set<Member> called;

    Calls(Set<Member> called) {
      super(API);
      this.called = called;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String type) {
      called.add(new Member(owner, name + type));
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String type, boolean isOfInterface) {
      called.add(new Member(owner, name + type));
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String type, Handle bootstrap, Object... arguments) {
      Stream.concat(Stream.of(bootstrap), Stream.of(arguments))
          .filter(Handle.class::isInstance)
          .map(Handle.class::cast)
          .forEach(
              handle ->
                  called.add(new Member(handle.getOwner(), handle.getName() + handle.getDesc())));
    }
  }
}
